//! What a text is, told by how it begins.

use crate::uri::{scheme, tidy};

/// The kinds of content that are told apart: those that hold accounts, and those that people meet in
/// QR codes while they look for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayloadKind {
    /// `otpauth://` and `apple-otpauth://`, Yandex included.
    Otpauth,
    /// Google's "transfer accounts".
    Migration,
    /// `steam://SECRET`.
    Steam,
    /// `motp://`.
    Motp,
    /// A Wi-Fi network: `WIFI:`, and `DPP:` (Wi-Fi Easy Connect).
    Wifi,
    /// A passkey sign-in or enrolment (`FIDO:/`, CTAP 2.2 §11.5).
    Fido,
    /// A sign-in to Steam by QR code.
    SteamLogin,
    /// A sign-in to a messenger or a site by the phone that is signed in there already.
    SignIn,
    /// Any other link.
    Url,
    /// A page of an app store: sites show one beside the QR code of the account.
    AppStore,
    /// Enrolment of Microsoft's push approvals (`phonefactor://`).
    MicrosoftPush,
    /// Enrolment of Duo's push approvals.
    DuoPush,
    /// Enrolment of Okta Verify (`oktaverify://`).
    OktaPush,
    /// Enrolment of RSA SecurID.
    Rsa,
    /// A payment: a bill by GOST R 56042, the fast payment system, SEPA, a wallet.
    Payment,
    /// A contact card.
    Vcard,
    /// A phone number or a text message.
    Phone,
    /// An e-mail to be written.
    Email,
    /// A place on the map.
    Geo,
    /// A date for the calendar.
    Event,
    /// Anything else.
    Text,
}

impl PayloadKind {
    /// Stable identifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.codes().0
    }

    /// The identifier of the error that says that it is no account. The everyday ones share theirs:
    /// what to do is the same.
    pub(super) fn refusal(self) -> &'static str {
        self.codes().1
    }

    fn codes(self) -> (&'static str, &'static str) {
        match self {
            PayloadKind::Otpauth => ("otpauth", "not_otp_otpauth"),
            PayloadKind::Migration => ("migration", "not_otp_migration"),
            PayloadKind::Steam => ("steam", "not_otp_steam"),
            PayloadKind::Motp => ("motp", "not_otp_motp"),
            PayloadKind::Wifi => ("wifi", "not_otp_wifi"),
            PayloadKind::Fido => ("fido", "not_otp_fido"),
            PayloadKind::SteamLogin => ("steam_login", "not_otp_steam_login"),
            PayloadKind::SignIn => ("sign_in", "not_otp_sign_in"),
            PayloadKind::Url => ("url", "not_otp_url"),
            PayloadKind::AppStore => ("app_store", "not_otp_app_store"),
            PayloadKind::MicrosoftPush => ("microsoft_push", "not_otp_microsoft_push"),
            PayloadKind::DuoPush => ("duo_push", "not_otp_duo_push"),
            PayloadKind::OktaPush => ("okta_push", "not_otp_okta_push"),
            PayloadKind::Rsa => ("rsa", "not_otp_rsa"),
            PayloadKind::Payment => ("payment", "not_otp_payment"),
            PayloadKind::Vcard => ("vcard", "not_otp_vcard"),
            PayloadKind::Phone => ("phone", "not_otp_everyday"),
            PayloadKind::Email => ("email", "not_otp_everyday"),
            PayloadKind::Geo => ("geo", "not_otp_everyday"),
            PayloadKind::Event => ("event", "not_otp_everyday"),
            PayloadKind::Text => ("text", "not_otp_text"),
        }
    }

    /// Whether it can hold accounts.
    #[must_use]
    pub fn is_otp(self) -> bool {
        matches!(
            self,
            PayloadKind::Otpauth | PayloadKind::Migration | PayloadKind::Steam | PayloadKind::Motp
        )
    }
}

/// Schemes that are followed by `//`, in lower case.
const SCHEMES: [(&str, PayloadKind); 20] = [
    ("otpauth", PayloadKind::Otpauth),
    ("apple-otpauth", PayloadKind::Otpauth),
    ("otpauth-migration", PayloadKind::Migration),
    ("motp", PayloadKind::Motp),
    ("phonefactor", PayloadKind::MicrosoftPush),
    ("msauth", PayloadKind::MicrosoftPush),
    ("microsoft-authenticator", PayloadKind::MicrosoftPush),
    ("duo", PayloadKind::DuoPush),
    ("oktaverify", PayloadKind::OktaPush),
    ("com.okta.authenticator", PayloadKind::OktaPush),
    ("com.rsa.securid", PayloadKind::Rsa),
    ("com.rsa.securid.iphone", PayloadKind::Rsa),
    ("sgnl", PayloadKind::SignIn),
    ("market", PayloadKind::AppStore),
    ("itms-apps", PayloadKind::AppStore),
    ("rustore", PayloadKind::AppStore),
    ("upi", PayloadKind::Payment),
    ("sms", PayloadKind::Phone),
    ("tel", PayloadKind::Phone),
    ("mailto", PayloadKind::Email),
];

/// How other contents begin, in any case.
const BEGINNINGS: [(&str, PayloadKind); 29] = [
    ("WIFI:", PayloadKind::Wifi),
    ("DPP:", PayloadKind::Wifi),
    ("FIDO:/", PayloadKind::Fido),
    ("BEGIN:VCARD", PayloadKind::Vcard),
    ("MECARD:", PayloadKind::Vcard),
    ("BIZCARD:", PayloadKind::Vcard),
    ("BEGIN:VEVENT", PayloadKind::Event),
    ("BEGIN:VCALENDAR", PayloadKind::Event),
    ("tel:", PayloadKind::Phone),
    ("sms:", PayloadKind::Phone),
    ("smsto:", PayloadKind::Phone),
    ("mms:", PayloadKind::Phone),
    ("mmsto:", PayloadKind::Phone),
    ("mailto:", PayloadKind::Email),
    ("MATMSG:", PayloadKind::Email),
    ("SMTP:", PayloadKind::Email),
    ("geo:", PayloadKind::Geo),
    // Bills of Russian banks (GOST R 56042-2014): two signs of version, one of the character set.
    ("ST00011|", PayloadKind::Payment),
    ("ST00012|", PayloadKind::Payment),
    ("ST00013|", PayloadKind::Payment),
    // Transfers in the euro area (EPC069-12): the service tag has a line of its own.
    ("BCD\n", PayloadKind::Payment),
    ("BCD\r\n", PayloadKind::Payment),
    // EMV codes of merchants, as many countries use them: format 01, point of initiation 11 or 12.
    ("000201010211", PayloadKind::Payment),
    ("000201010212", PayloadKind::Payment),
    ("bitcoin:", PayloadKind::Payment),
    ("ethereum:", PayloadKind::Payment),
    ("lightning:", PayloadKind::Payment),
    ("tg:login?", PayloadKind::SignIn),
    ("www.", PayloadKind::Url),
];

/// Hosts of web links, with what their path begins with.
const PAGES: [(&str, &str, PayloadKind); 17] = [
    ("s.team", "/q/", PayloadKind::SteamLogin),
    ("wa.me", "/settings/linked_devices", PayloadKind::SignIn),
    ("max.ru", "/:auth", PayloadKind::SignIn),
    ("discord.com", "/ra/", PayloadKind::SignIn),
    ("discordapp.com", "/ra/", PayloadKind::SignIn),
    ("id.vk.com", "/qr", PayloadKind::SignIn),
    ("id.vk.ru", "/qr", PayloadKind::SignIn),
    (
        "passport.yandex.ru",
        "/am/push/qrsecure",
        PayloadKind::SignIn,
    ),
    (
        "passport.yandex.com",
        "/am/push/qrsecure",
        PayloadKind::SignIn,
    ),
    ("esia.gosuslugi.ru", "/qr", PayloadKind::SignIn),
    ("qr.nspk.ru", "/", PayloadKind::Payment),
    ("apps.apple.com", "/", PayloadKind::AppStore),
    ("itunes.apple.com", "/", PayloadKind::AppStore),
    ("play.google.com", "/store/", PayloadKind::AppStore),
    ("apps.rustore.ru", "/", PayloadKind::AppStore),
    ("appgallery.huawei.com", "/", PayloadKind::AppStore),
    ("127.0.0.1", "/securid/ctf", PayloadKind::Rsa),
];

/// Says what a text holds, by how it begins. Never fails, never looks further than needed.
#[must_use]
pub fn kind_of(text: &str) -> PayloadKind {
    let text = tidy(text);
    let begins = |with: &str| {
        text.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    if let Some((scheme, rest)) = scheme(text) {
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        if is("http") || is("https") {
            return link(rest);
        }
        if is("steam") {
            return steam(rest);
        }
        if is("tg") {
            let is_login = rest
                .get(..5)
                .is_some_and(|to| to.eq_ignore_ascii_case("login"));
            return if is_login {
                PayloadKind::SignIn
            } else {
                PayloadKind::Url
            };
        }
        let known = SCHEMES.iter().find(|(name, _)| is(name));
        return known.map_or(PayloadKind::Url, |(_, kind)| *kind);
    }
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(start, _)| begins(start)) {
        return *kind;
    }
    if is_duo_activation(text) {
        PayloadKind::DuoPush
    } else if is_whatsapp_login(text) {
        PayloadKind::SignIn
    } else {
        PayloadKind::Text
    }
}

/// A web link, by its host and path.
fn link(rest: &str) -> PayloadKind {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.ends_with(".duosecurity.com")
        && ["/activate/", "/iphone/", "/android/"]
            .iter()
            .any(|part| path.contains(part))
    {
        return PayloadKind::DuoPush;
    }
    if host == "rustore.ru" && path.starts_with("/catalog/app/") {
        return PayloadKind::AppStore;
    }
    let mut pages = PAGES.iter();
    let known = pages.find(|(name, start, _)| host == *name && path.starts_with(start));
    known.map_or(PayloadKind::Url, |(.., kind)| *kind)
}

/// What links of the Steam program begin with; a secret stands there alone.
const STEAM_ORDERS: [&str; 13] = [
    "run",
    "rungameid",
    "launch",
    "open",
    "openurl",
    "url",
    "store",
    "install",
    "validate",
    "connect",
    "friends",
    "joinlobby",
    "nav",
];

fn steam(rest: &str) -> PayloadKind {
    let order = rest.split_once('/').map(|(order, _)| order);
    let is_order = order.is_some_and(|order| {
        let mut known = STEAM_ORDERS.iter();
        known.any(|known| known.eq_ignore_ascii_case(order))
    });
    if is_order {
        PayloadKind::Url
    } else {
        PayloadKind::Steam
    }
}

/// Duo's QR codes hold `CODE-HOST` with the host in Base64.
fn is_duo_activation(text: &str) -> bool {
    use base64::Engine as _;
    let Some((code, host)) = text.split_once('-') else {
        return false;
    };
    let engine = base64::engine::general_purpose::STANDARD_NO_PAD;
    (8..=64).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_alphanumeric())
        && host.len() <= 256
        && engine
            .decode(host.trim_end_matches('='))
            .is_ok_and(|host| host.ends_with(b".duosecurity.com"))
}

/// WhatsApp's QR codes hold `2@REFERENCE,KEY,KEY,KEY` with the keys in Base64.
fn is_whatsapp_login(text: &str) -> bool {
    let is_key = |part: &str| {
        let mut bytes = part.bytes();
        part.len() >= 20 && bytes.all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
    };
    let mut parts = text
        .get(..text.len().min(1024))
        .unwrap_or_default()
        .split(',');
    let reference = parts.next().unwrap_or_default();
    (reference.starts_with("1@") || reference.starts_with("2@"))
        && parts.next().is_some_and(is_key)
        && parts.next().is_some_and(is_key)
}
