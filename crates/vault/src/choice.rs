//! What the person chooses from a few: written by its code, and of no known code its default.

macro_rules! choices {
    ($($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $choice:ident = $code:literal,)+ })+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $choice,)+
        }

        impl $name {
            /// As it is written.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$choice => $code,)+
                }
            }

            /// What is written so; none for any other text.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$choice),)+
                    _ => None,
                }
            }
        }
    )+};
}

choices! {
    /// The language that the person chose.
    Language {
        /// Russian.
        Ru = "ru",
        /// English.
        En = "en",
    }

    /// The look that the person chose.
    #[derive(Default)]
    Theme {
        /// As the system.
        #[default]
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }

    /// How close the accounts stand.
    #[derive(Default)]
    Density {
        /// With room between them.
        #[default]
        Comfortable = "comfortable",
        /// Close together.
        Compact = "compact",
    }

    /// What orders the list, behind the favourites.
    #[derive(Default)]
    Order {
        /// The person: [`Account::order`](crate::Account::order).
        #[default]
        Own = "own",
        /// Issuer and name.
        Name = "name",
        /// How often codes were copied, the most first.
        MostUsed = "most_used",
        /// When a code was last copied, the newest first.
        LastUsed = "last_used",
    }
}
