# Propusk: every word of the window, the tray and the command line. Russian is written first, see ru.ftl.
# The error with the code not_base32 lives under error-not-base32: the value says what happened,
# the attribute .advice what to do. { $detail } is the non-secret detail, { $code } the error code.

app-name = Propusk
window-did-not-start = The window did not start. Update WebKitGTK (Linux) or WebView2 (Windows) and open Propusk again. Your accounts are untouched.
choose-picture-title = Picture with a QR code
choose-picture-filter = Pictures

### Window

opening = Opening the vault…
close = Close
back = Back
retry = Try again
error-code-line = Error code: { $code }
account-unnamed = Untitled
type-totp = code by time
type-hotp = code on request
type-steam = Steam
type-yandex = Yandex
type-motp = mOTP

### Main view

search-label = Search accounts
search-placeholder = Search
search-clear = Clear search
search-nothing = Nothing found for “{ $query }”
add = Add
settings-open = Settings
tags-label = Tags
tags-all = All
list-label = Accounts
card-left = { $seconds } s left
card-left-next = { $seconds } s left · next { $next }
card-soon = only { $seconds } s left
card-soon-next = only { $seconds } s · next { $next }
card-copied = copied
card-copied-wait = new in { $seconds } s
card-next-copied = next one copied
card-next-copied-wait = { $seconds } s
card-counter-hint = code on request
card-copy-hint = click to copy
card-waiting = updating…
card-no-pin = no PIN
card-next-code = Next code
card-unconfirmed = not confirmed
card-menu = Actions: { $account }
# The card's name for screen readers is put together from these parts with commas.
spoken-code = code { $code }
spoken-left = { $seconds ->
    [one] { $seconds } second left
   *[other] { $seconds } seconds left
}
spoken-copied-wait = { $seconds ->
    [one] copied, the next one in { $seconds } second
   *[other] copied, the next one in { $seconds } seconds
}
spoken-copied = copied
spoken-next-copied = next code copied
spoken-copied-announce = Code copied: { $account }
spoken-next-copied-announce = { $seconds ->
    [one] Next code copied: { $account }. It becomes valid in { $seconds } second
   *[other] Next code copied: { $account }. It becomes valid in { $seconds } seconds
}
menu-copy = Copy code
menu-copy-next = Copy next code
menu-confirm = Check the code on the portal
menu-edit = Edit
menu-remove = Delete
removed = Deleted: { $account }
undo = Undo
restored = Restored: { $account }
clipboard-cleared = The code was removed from the clipboard
unsaved-title = Changes are not saved
unsaved-retry = Save
banner-dismiss = Hide this message

### Empty vault

welcome-title = Your sign-in codes will appear here
welcome-text = Add a QR code from the portal, and Propusk will show the code that the portal asks for at sign-in.
help-portal = How to turn on two-step sign-in on the portal
help-portal-1 = Open the portal in your browser and sign in as usual.
help-portal-2 = Go to your profile settings, section “Security” or “Sign-in”.
help-portal-3 = Turn on two-step sign-in and choose “Authenticator app” or “One-time code (TOTP)”. The portal shows a QR code.
help-portal-4 = Leave that page open, press “Add” here, then “Find QR code on screen”.
help-portal-5 = Type the code that Propusk shows into the portal. Done.
help-portal-note = If the portal gives you backup codes, write them down and keep them away from the computer.

### Adding

add-title = Add an account
add-intro = Open the portal’s page with the QR code: the browser window may stay behind this one.
add-screen = Find QR code on screen
add-screen-note = all monitors, the picture is not kept
add-screen-busy = Looking for a QR code…
add-clipboard = Paste from clipboard
add-picture = Choose a picture…
add-picture-note = or drop it here
add-manual = Type the key in
add-busy = Reading…
drop-here = Drop the picture with the QR code
manual-title = Type the key in
manual-intro = The key is the letters and digits that the portal shows beside the QR code.
field-issuer = Service
field-issuer-hint = for example, Gosuslugi
field-name = Name or phone number
field-name-hint = to tell accounts apart
field-key = Key
field-key-hint = spaces and letter case do not matter
field-pin = PIN
field-pin-hint = the one you made up on the site
field-type = Kind of code
field-algorithm = Algorithm
field-digits = Digits in a code
field-period = New code every, s
field-counter = Counter
manual-more = More options
manual-type-totp = By time (usual)
manual-type-hotp = On request (HOTP)
manual-continue = Continue
preview-title = Check and add
preview-confirm = Add
preview-confirm-many = { $count ->
    [one] Add { $count } account
   *[other] Add { $count } accounts
}
preview-found = { $count ->
    [one] { $count } account found
   *[other] { $count } accounts found
}
preview-all = Select all
preview-none-chosen = Select at least one account
preview-params = { $digits ->
    [one] { $digits } digit
   *[other] { $digits } digits
}, a new code every { $period } s, { $algorithm }
preview-params-counter = { $digits ->
    [one] { $digits } digit
   *[other] { $digits } digits
}, code on request (counter { $counter }), { $algorithm }
preview-params-letters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}, a new code every { $period } s ({ $type })
preview-duplicate = You already have this key: { $account }.
preview-duplicate-advice = If you add it again, the codes will be the same.
preview-refused = Could not be used
preview-batch = This is picture { $index } of { $size }
preview-batch-advice = Add these accounts, then open the next picture.
batch-next = Added. Pictures left: { $left }. Open the next one and find it on screen.
added-many = { $count ->
    [one] { $count } account added
   *[other] { $count } accounts added
}

### First code

first-copy = Copy code
first-copied = Copied
first-question = Did the portal accept the code?
first-text = Type the code in on the portal’s page. That way you know that signing in will work.
first-yes = Yes
first-no = No
first-later = Later
first-warning = Never read the code out to anyone: neither a portal nor a bank asks for it by phone.
first-no-title = What to check
first-no-used-title = Was the code typed in before?
first-no-used = The portal accepts each code once. Wait for a new one and type that in.
first-no-clock-title = Is the clock right?
first-no-clock = This computer says { $time }. If that is wrong, turn on automatic time in the system settings and try again.
first-no-account-title = Is it the right account?
first-no-account = Check that the portal shows the same sign-in that this code is for: { $account }.
first-no-old-title = Is the QR code an old one?
first-no-old = If the page with the QR code was opened again, the portal has made a new key. Delete this account and add the one on screen now.
first-no-remove = Delete and add again

### Editing

edit-title = Edit
edit-save = Save
edit-unconfirmed = The portal has not confirmed this account yet.
edit-remove = Delete account

### Settings

settings-title = Settings
settings-language = Language
settings-language-system = As the system
settings-theme = Appearance
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-shortcuts = Keyboard
settings-version = Propusk, version { $version }
settings-affiliation = This program is not connected with any state portal. Everything stays on this computer.

### Keyboard

shortcuts-title = Keyboard
shortcuts-type = Search: just type
shortcuts-search = Go to search
shortcuts-move = Choose an account
shortcuts-copy = Copy code
shortcuts-copy-next = Copy next code
shortcuts-add = Add
shortcuts-paste = Add from clipboard
shortcuts-edit = Edit account
shortcuts-remove = Delete account
shortcuts-undo = Undo deleting
shortcuts-settings = Settings
shortcuts-help = This list
shortcuts-back = Back
key-letters = letters
key-arrows = ↑ ↓
key-enter = Enter
key-escape = Esc

### The vault did not open

blocked-title = The vault did not open
blocked-safe = Your accounts have not been touched.
blocked-busy = Opening…
blocked-anyway-new = Start with a new vault
blocked-anyway-older = Open this vault

### Errors: keys and codes

error-unknown = Something went wrong (code { $code })
    .advice = Try again. If that does not help, restart Propusk.
error-not-base32 = The key has a character that cannot be in it (place { $detail })
    .advice = A key has Latin letters A to Z and digits 2 to 7. Check that O and zero, I and one, B and eight are not mixed up.
error-not-hex = The key has a character that cannot be in it (place { $detail })
    .advice = Such a key has digits 0 to 9 and letters A to F. Compare it once more.
error-empty-secret = The key is empty
    .advice = Reload the portal’s page with the QR code and try again.
error-missing-secret = There is no key in this QR code
    .advice = Reload the portal’s page with the QR code and try again.
error-bad-digits = A code cannot have this many digits: { $detail }
    .advice = A code has 1 to 10 digits. Check that this is a QR code for two-step sign-in.
error-bad-period = A code cannot change this often: { $detail }
    .advice = A code changes every 1–86400 seconds, usually every 30. Check where this key comes from.
error-bad-counter = Wrong counter: { $detail }
    .advice = A counter is a whole number from zero. Check where this key comes from.
error-unknown-algorithm = Propusk does not know the algorithm { $detail }
    .advice = A wrong algorithm would give wrong codes, so the account was not added. Look for another kind of code in the settings of the service.
error-unknown-type = Propusk does not know this kind of code: { $detail }
    .advice = Choose a code by time (TOTP) in the settings of the service.
error-too-long = This text is too long for a key
    .advice = Copy only the key, or the link that begins with otpauth.
error-bad-yandex-secret = This does not look like a Yandex key
    .advice = Open the page with the QR code on the Yandex site again and find it on screen.
error-pin-missing = This account needs a PIN
    .advice = Type the PIN that you made up on the site when you turned sign-in codes on.
error-bad-pin = This PIN does not fit
    .advice = Type the one that you made up on the site, and check that nothing else slipped in.
error-migration-damaged = The transfer QR code was not read completely
    .advice = Show it larger on screen or take a new picture.
error-migration-empty = The transfer QR code has no accounts in it
    .advice = Choose the accounts to transfer in the old app and show the QR code again.
error-empty-input = There is nothing here
    .advice = Copy the key or the link from the portal and try again.

### Errors: password, sheet, backups

error-wrong-password = The password did not fit
    .advice = Check the keyboard layout and Caps Lock and type it again. If you forgot it, the recovery sheet opens the vault.
error-too-many-tries = Too many wrong tries in a row
    .advice = Wait and try again: { $detail } seconds. The vault is not deleted, however often you get it wrong.
error-password-file-damaged = The file with the key under the password is damaged
    .advice = The accounts are safe, but the password no longer opens them. Open the vault with the recovery sheet and set a new password.
error-password-too-short = The password is too short: { $detail } characters
    .advice = It needs at least 8. A few words in a row will do.
error-password-guessable = This password is easy to guess
    .advice = Add another word or two that have nothing to do with each other.
error-sheet-wrong = This sheet is for another vault
    .advice = It was read correctly but does not fit here. Look for another one: a sheet has a date and the beginning of the vault’s number. If you made a new sheet, the old one no longer holds.
error-sheet-first = A recovery sheet comes first
    .advice = Make and check it: “Settings”, “Recovery sheet”. Then come back here.
error-sheet-too-short = The key is incomplete: { $detail } of 58 characters
    .advice = A group seems to be missing. Compare them with the sheet in order.
error-sheet-too-long = More characters than on a sheet: { $detail } instead of 58
    .advice = A group seems to be there twice. Compare them with the sheet in order.
error-sheet-wrong-character = A group has a character that no sheet has ({ $detail })
    .advice = A sheet has no letters B, I, O and no digit 1: it may be 8, L or zero. Compare this group once more.
error-sheet-wrong-group = There seems to be a mistake in group { $detail }
    .advice = Compare it with the sheet character by character. If it is the same, read the QR code.
error-sheet-wrong-checksum = The key has more than one mistake
    .advice = Compare all groups with the sheet in order, or read the QR code.
error-sheet-not-drawn = The sheet could not be drawn
    .advice = Close the window of the sheet and try again. The former sheet holds, if there was one.
error-backup-folder-missing = The folder for backups is not there
    .advice = Connect the disk or memory stick, or choose another folder. Backups made before are untouched.
error-not-a-backup = This is not a backup of Propusk
    .advice = The name of the right file ends in .age. It may have been copied incompletely: choose another one or copy it again.
error-backup-other-key = This backup is locked with another key
    .advice = It was made with another recovery sheet. Look for the sheet with a date before the date of the backup.
error-point-not-found = This state is no longer there
    .advice = A new one may have taken its place. The list is up to date.
error-no-vault-yet = There is no vault yet
    .advice = Add the first account: the vault is made with it.

### Errors: QR codes that are not for codes

error-not-otp-wifi = This QR code is for a Wi-Fi network, not for codes
    .advice = Open the portal’s page with the QR code for two-step sign-in and try again.
error-not-otp-url = This QR code is a link to a site, not a key
    .advice = Open the page where the portal turns two-step sign-in on: you need the QR code from there.
error-not-otp-fido = This QR code is for a passkey, not for codes
    .advice = Choose another way on the portal: an app with one-time codes.
error-not-otp-steam-login = This QR code signs in to Steam, it is not a key
    .advice = It works only in the phone and only once. Codes need a Steam Guard key.
error-not-otp-microsoft-push = This QR code turns on Microsoft notifications, not codes
    .advice = Choose “Use a different app” on the same page: a suitable QR code will appear.
error-not-otp-duo-push = This QR code turns on Duo notifications, not codes
    .advice = Ask your administrator for a key for one-time codes.
error-not-otp-vcard = This QR code is a contact, not a key
    .advice = Open the portal’s page with the QR code for two-step sign-in and try again.
error-not-otp-text = This is plain text, not a key
    .advice = You need a link that begins with otpauth, or a picture with a QR code. The key itself can be typed in.

### Errors: pictures, clipboard, screen

error-no-qr = No QR code found
    .advice = Open the portal’s page so that the whole QR code is visible, and try again.
error-unreadable-picture = The picture cannot be read: the file is damaged
    .advice = Save it again or take a new screenshot.
error-not-a-picture = This is not a picture
    .advice = PNG, JPEG, WebP, BMP and GIF will do. You can also just show the QR code on screen.
error-picture-too-large = The picture is too large
    .advice = Cut out the part with the QR code or make it smaller.
error-file-not-found = The file is not there
    .advice = Check whether it was moved, and choose it again.
error-file-unreadable = The file does not open
    .advice = Check that you may read it, or copy it to another folder.
error-clipboard-empty = There is no picture and no text on the clipboard
    .advice = Copy the QR code as a picture, or copy the key, then try again.
error-clipboard-unavailable = The clipboard does not answer
    .advice = Try again. If that does not help, choose a picture or type the key in.
error-screen-unavailable = The screenshot did not work
    .advice = Copy the QR code as a picture and paste it, or choose a picture.
error-screen-denied = The system did not allow the screenshot
    .advice = Allow it in the system settings, or paste the QR code from the clipboard.
error-screen-cancelled = The screenshot was cancelled
    .advice = Press again and allow the screenshot when the system asks.

### Errors: vault and keyring

error-key-missing = The key to the vault is not in the keyring
    .advice = Your accounts are safe, but without the key they do not open. If the keyring was changed or restored, bring the former one back and try again.
error-key-wrong = The key in the keyring does not fit the vault
    .advice = Your accounts are safe. If the vault came from another computer, bring its keyring back and try again.
error-key-malformed = The keyring holds something else in place of the key
    .advice = Your accounts are safe and nothing in the keyring was changed. Bring the former keyring back and try again.
error-key-without-vault = The key is there, the vault is not
    .advice = If the data folder was moved, put it back and try again. The key stays in the keyring.
error-keyring-unavailable = The keyring of this computer does not answer
    .advice = Sign in to the system again or start the keyring (GNOME Keyring, KWallet), then try again.
error-keyring-no-collection = There is no keyring yet
    .advice = Open “Passwords and Keys”, make a default keyring and try again.
error-keyring-locked = The keyring is locked
    .advice = Unlock it: usually with the password you sign in to the system with. Then try again.
error-keyring-silent = The keyring gives no answer
    .advice = Its password question may be open under other windows. Answer it and try again.
error-keyring-failed = The keyring reported an error: { $detail }
    .advice = Try again. If that does not help, sign in to the system again.
error-keyring-changed-bytes = The keyring changed what was written to it
    .advice = It cannot be relied on, so no vault was made. Try another keyring, for example GNOME Keyring.
error-vault-damaged = The vault file is damaged
    .advice = It was left as it is. If you have a copy of the data folder, bring it back and try again.
error-vault-newer = The vault was made by a newer version of the program
    .advice = Update Propusk. The file was not changed.
error-vault-older = This vault is older than the one opened last time
    .advice = The data folder may have been restored from an old copy. Check it and try again. The file was not changed.
error-vault-restored = The vault file was damaged. This is the copy of { $detail }
    .advice = Check for lost changes: the very last one may be missing. The damaged file was not deleted.
error-accounts-unreadable = { $detail ->
    [1] One account cannot be read
   *[other] Accounts that cannot be read: { $detail }
}
    .advice = The others work as usual. What cannot be read is kept in the vault unchanged.
error-vault-exists = There is a vault here already
    .advice = No new one was made, so that the former one is not lost. Restart Propusk.
error-unsafe-folder = The data folder is not safe: { $detail }
    .advice = The folder must be yours, a real folder and not a link, and closed to others. Mend it and try again.
error-disk-full = The disk is full
    .advice = Make some room and try again. What was saved before is intact.
error-read-only = The data folder is read-only
    .advice = Allow writing in it and try again. What was saved before is intact.
error-no-permission = You have no rights to the data folder
    .advice = Check that the folder is yours and try again.
error-io-failed = The disk reported an error: { $detail }
    .advice = Try again. What was saved before is intact.
error-verify-failed = What was written is not what was meant
    .advice = The former file is intact. Try again; if it happens again, check the disk.
error-busy = Another program is using the vault
    .advice = Close the other Propusk window or wait until the command ends, and try again.
error-account-not-found = This account is no longer there
    .advice = It may have been deleted in another window. The list is up to date.
error-internal = Something went wrong inside the program
    .advice = Close Propusk and open it again. What was saved is still there.
error-no-home = The system did not say where to keep data
    .advice = Check that your user has a home folder, then open Propusk again.
error-no-qr-on-screen = There is no QR code on the screen
    .advice = Open the portal’s page with the QR code and press again. If it is small, enlarge the page (Ctrl +).
error-screenshot-left-behind = The picture of the screen could not be deleted: { $detail }
    .advice = Delete this file yourself: it shows the QR code with the key.
error-draft-gone = This preview is out of date
    .advice = Find the QR code again.
error-nothing-chosen = Nothing is selected
    .advice = Select at least one account.
error-nothing-to-copy = This account has no code right now
    .advice = Press “Next code”, or check the PIN.

### Warnings

warning-weak-secret = The key is shorter than standards advise. The service made it so; the codes will be right.
warning-few-digits = The code has fewer than six digits: it is easier to guess.
warning-unusual-period = Unusual period: most codes change every 30 seconds.
warning-unusual-algorithm = Unusual algorithm. Check the first code on the portal.
warning-pin-missing = This account needs a PIN.
warning-counter-missing = The key had no counter, so it starts at zero.
warning-migration-period = A transfer QR code does not keep the period, 30 seconds were taken. Check the first code on the portal.

### Command line

cli-usage = Usage
cli-commands = Commands
cli-command = COMMAND
cli-arguments = Arguments
cli-options = Options
cli-after-help = Exit status: 0 done, 1 refused or not found, 2 wrong use, 3 vault or keyring not available.
cli-about-propusk-cli = The one-time codes of Propusk on the command line: the same vault as in the window.
cli-about-add = Add an account. The vault is made with the first one.
cli-about-list = Show all accounts
cli-about-code = Show a code. A counter-based one (HOTP) is used up by that.
cli-about-edit = Change names, the mark that the code works, or the PIN
cli-about-remove = Delete an account into the trash
cli-about-restore = Bring an account back from the trash
cli-about-scan = Read the QR codes of pictures and say what is in them
cli-about-parse = Read the contents of QR codes from standard input, line by line
cli-about-compute = Compute codes from lines of standard input: a JSON object or "TIME URI"
cli-about-doctor = Check the keyring, the vault, permissions and the clock
cli-arg-data-dir = Data folder to use in place of the usual one
cli-arg-lang = Language of the messages
cli-arg-json = Write JSON
cli-arg-show-secrets = Write keys and PINs in clear
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-arg-uri = An otpauth, steam or motp URI. Other programs and the shell's history see it: --stdin is safer
cli-arg-stdin = Read URIs from standard input, one per line
cli-arg-qr = Read the QR code of a picture
cli-arg-clipboard = Take a picture or a URI from the clipboard
cli-arg-screen = Find the QR code on the screen
cli-arg-issuer = Name of the service
cli-arg-name = Name of the account
cli-arg-pin-stdin = Read the PIN from the first line of standard input
cli-arg-all = Add all of them when there are several QR codes
cli-arg-again = Add even if this key is there already
cli-arg-new-vault = Begin a new vault even though the keyring holds the key of a former one, which stays
cli-arg-query = Service, name, "service name" or id of an account; a part is enough
cli-arg-next = Show the next code
cli-arg-peek = Show an HOTP code without using it up
cli-arg-confirmed = The portal accepted a code of this account
cli-arg-files = Pictures: PNG, JPEG, WebP, BMP or GIF

cli-mistake-unknown = Unknown option: { $about }
cli-mistake-command = Unknown command: { $about }
cli-mistake-no-command = No command was given
cli-mistake-missing = Missing: { $about }
cli-mistake-conflict = This does not go together with the rest: { $about }
cli-mistake-value = This value does not fit: { $about }
cli-mistake-other = The command line is wrong { $about }
cli-mistake-advice = Help: propusk-cli --help, about a command: propusk-cli COMMAND --help

cli-added = { $count ->
    [one] { $count } account added
   *[other] { $count } accounts added
}
cli-vault-made = A new vault was made: { $path }. Its key lies in the keyring.
cli-edited = Changed: { $name }
cli-removed = Deleted: { $name }
cli-removed-advice = It can be brought back for 30 days: propusk-cli restore { $id }
cli-restored = Brought back: { $name }
cli-list-empty = There are no accounts yet. To add one: propusk-cli add --screen
cli-batch = This is transfer QR code { $index } of { $size }. Add the others, too.
cli-code-nearly-over = { $count ->
    [one] { $count } second left: better wait for the next code
   *[other] { $count } seconds left: better wait for the next code
}

# Errors that need other words here than in the window, and those that happen only here.
cli-error-account-not-found = No account matches "{ $detail }"
    .advice = See the list: propusk-cli list
cli-error-several-accounts = Several accounts match "{ $detail }"
    .advice = Name one more exactly, for example by its id from this list:
cli-error-several-codes = The picture has several QR codes with keys: { $detail }
    .advice = Cut out the one you mean, or add all of them: --all
cli-error-several-entries = Names fit one account only, and there are { $detail }
    .advice = Leave out --issuer and --name, and change each one later: propusk-cli edit
cli-error-duplicate = This key is there already: { $detail }
    .advice = If you need it once more, add --again
cli-error-next-without-time = A counter-based code has no next one in time
    .advice = Each call without --next gives a new code; --peek shows a code without using it up.
cli-error-pin-missing = This account needs a PIN
    .advice = Set it: propusk-cli edit ACCOUNT --pin-stdin
cli-error-empty-input = There is nothing in the input
    .advice = Give URIs that start with otpauth, one per line.
cli-error-too-long = This line is too long for a key
    .advice = Give one URI per line.
cli-error-screen-denied = The system did not allow a picture of the screen
    .advice = Allow it in the system settings, or save the QR code as a picture and give it: --qr FILE
cli-error-screen-cancelled = The picture of the screen was cancelled
    .advice = Repeat the command and allow the picture when the system asks.
cli-error-screen-unavailable = The screen could not be read: { $detail }
    .advice = Save the QR code as a picture and give it: --qr FILE
cli-error-clipboard-unavailable = The clipboard does not answer: { $detail }
    .advice = Try again, or give a picture: --qr FILE
cli-error-file-not-found = There is no such file: { $detail }
    .advice = Check the name and the folder.
cli-error-file-unreadable = The file cannot be opened: { $detail }
    .advice = Check that it is an ordinary file and that you may read it.
cli-error-key-without-vault = The keyring holds a key, but there is no vault
    .advice = If the data folder was moved, bring it back. If you no longer need the former vault: propusk-cli add … --new-vault
cli-restored-from-previous = The vault file was damaged. This is what was saved { $when }: the last change may be missing.
cli-unreadable = { $count ->
    [one] { $count } account cannot be read by this version; it stays in the vault as it is
   *[other] { $count } accounts cannot be read by this version; they stay in the vault as they are
}
cli-error-busy = Another program is using the vault
    .advice = Close the window of Propusk or wait until the other command ends, and repeat. Nothing was changed.
error-migration-unsupported = A transfer QR code cannot hold this account: { $detail }
    .advice = Move it with a QR code of its own or with its URI.
error-too-large = The text is larger than { $detail } MiB
    .advice = Divide it into parts.
error-too-many-entries = There are more than { $detail } accounts
    .advice = Divide the text into parts.

cli-doctor-folder-ok = Data folder: { $path }
cli-doctor-folder-none = There is no data folder yet; it comes with the first account: { $path }
cli-doctor-folder-link = In place of the data folder there is a link or no folder: { $path }
    .advice = Take it away, or name another folder: --data-dir
cli-doctor-folder-foreign = The data folder belongs to another user: { $path }
    .advice = Name a folder of your own: --data-dir
cli-doctor-permissions-ok = Only you can read the folder and its files
cli-doctor-permissions-open = Other users can open: { $names }
    .advice = Close it: chmod -R go= "{ $path }"
cli-doctor-keyring-ok = The keyring answers and is open
cli-doctor-keyring-closed = The keyring lies on disk encrypted
cli-doctor-keyring-unknown = There are no files of GNOME Keyring here, nothing to check
cli-doctor-keyring-clear = The keyring has no password: the key of the vault lies on disk in clear ({ $path })
    .advice = Give the keyring a password in the program "Passwords and Keys".
cli-doctor-vault-ok = { $count ->
    [one] The vault opens and holds { $count } account
   *[other] The vault opens and holds { $count } accounts
}
cli-doctor-vault-none = There is no vault yet; it comes with the first account
cli-doctor-clock-synchronised = The clock was set from the network
cli-doctor-clock-plausible = Nothing says that the clock is wrong, but nothing proves it either
    .advice = Compare it with a phone, or switch on network time in the system settings: more than 30 seconds off makes codes wrong.
cli-doctor-clock-behind = The clock is behind: it shows a time before this program existed
    .advice = Switch on network time in the system settings. With this clock every code is wrong.
cli-doctor-clock-ahead = The clock is years ahead
    .advice = Switch on network time in the system settings. With this clock every code is wrong.
cli-doctor-clock-went-back = The clock was set back: there are files from the future
    .advice = Check date and time in the system settings.
cli-doctor-memory-ok = The memory of the program is closed to other programs
cli-doctor-memory-open = The memory of the program is not closed to other programs
    .advice = Update the system: its kernel refused the protection.
