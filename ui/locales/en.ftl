# Propusk: every word of the window, the tray and the command line. Russian is written first, see ru.ftl.
# The error with the code not_base32 lives under error-not-base32: the value says what happened,
# the attribute .advice what to do. { $detail } is the non-secret detail, { $code } the error code.

app-name = Propusk
window-did-not-start = The window did not start. Update WebKitGTK (Linux) or WebView2 (Windows) and open Propusk again. Your accounts are untouched.
choose-picture-title = Picture with a QR code
choose-picture-filter = Pictures
choose-account-picture-title = Picture for the account
window-choose-backup-title = Backup
window-choose-backup-filter = Backups
window-choose-backup-folder-title = Folder for backups
window-import-title = Files of the other app
window-import-companion-title = The file that goes with it
window-export-title = Save accounts
window-export-name = Propusk accounts
window-codes-title = QR codes
window-recovery-codes-title = Recovery codes
window-sheet-title = Recovery sheet
window-save-sheet-title = Save the recovery sheet
window-save-sheet-name = Propusk recovery sheet.pdf

### The program's own options

arguments-help =
    Usage: propusk [--hidden] [FILE or LINK…]

      FILE       a picture with a QR code, a backup or a file of another app
      LINK       otpauth:// or otpauth-migration://, if the settings allow it
      --hidden   do not show the window at once
      --version  show the version
      --help     show this help

    For codes in a terminal there is propusk-cli.
arguments-unknown = there is no option { $name }. propusk --help lists all
arguments-scheme = Propusk does not open { $scheme } links, only otpauth and otpauth-migration
arguments-unreadable = one of the links cannot be read
arguments-too-many = Propusk does not open so many files at once
search-result-note = Copy the code

### Window

opening = Opening the vault…
close = Close
back = Back
retry = Try again
error-code-line = Error code: { $code }
account-unnamed = Untitled
type-totp = time-based code
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
tags-label = Tags
tags-all = All
list-label = Accounts
card-left = { $seconds } s left
card-soon = only { $seconds } s left
card-then = next { $next }
card-copied = copied
card-copied-wait = new in { $seconds } s
card-next-copied = next one copied
card-next-copied-wait = { $seconds } s
card-counter-hint = code on request
card-copy-hint = copy
card-wait = wait { $seconds } s
card-hidden = show
card-hidden-copy = copy
beside-tag = tag:
beside-note = note:
card-waiting = updating…
card-no-pin = no PIN
card-next-code = Next code
card-unconfirmed = not confirmed
card-menu = Actions: { $account }
# The card's name for screen readers is put together from these parts with commas.
spoken-code = code { $code }
spoken-favourite = favourite
spoken-hidden = code hidden
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
copy-waits = The code is about to change. The next one will be copied by itself in { $seconds } s
copy-take-next = Copy the next one now
copied-again = The code was copied once more. If it has been typed in already, the portal will refuse it: wait for the next one.
copied-again-counter = The code was copied once more. If it has been typed in already, press “Next code”.
menu-copy = Copy code
menu-copy-next = Copy next code
menu-confirm = Check the code on the portal
menu-edit = Edit
menu-favourite = Add to favourites
menu-favourite-off = Remove from favourites
menu-select = Select
menu-up = Move up
menu-down = Move down
favourite-on = Added to favourites: { $account }
favourite-off = Removed from favourites: { $account }
moved = { $account }: now { $place } of { $total }
move-other-order = Accounts can be moved while they stand in your own order
move-own-order = Own order
move-not-in-search = A search shows the best matches first. Clear it to move accounts
main-menu = Menu
main-menu-select = Select several
main-menu-tags = Tags
main-menu-duplicates = Duplicate accounts
order-own = Own order
select-label = Actions for the selected
select-count = { $count ->
    [0] Select the accounts you need
    [one] { $count } account selected
   *[other] { $count } accounts selected
}
select-end = Clear selection
select-all = All ({ $count })
select-tag = Tags
select-export = Export
select-remove = Delete
menu-remove = Delete
removed = Deleted: { $account }
removed-many = { $count ->
    [one] { $count } account deleted
   *[other] { $count } accounts deleted
}
undo = Undo
restored = Restored: { $account }
restored-many = { $count ->
    [one] { $count } account restored
   *[other] { $count } accounts restored
}
clipboard-cleared = What you copied was removed from the clipboard
unsaved-title = Changes are not saved
unsaved-retry = Save
banner-sheet-none = There is no recovery sheet yet
banner-sheet-none-keyring = Without it, you lose the codes if the keyring is reset.
banner-sheet-none-password = Without it, you lose the codes if you forget the password.
banner-sheet-make = Make
banner-sheet-unchecked = The sheet has not been checked
banner-sheet-unchecked-why = Make sure that it opens the vault.
banner-sheet-check = Check
banner-opened-by-sheet = This computer has no key
banner-opened-by-sheet-why = The vault was opened with the sheet, which will be needed again next time.
banner-opened-by-sheet-mend = Set one
banner-backup = No backup was made
banner-backup-mend = Open
banner-clear = The key to the vault lies on the disk in clear
banner-clear-why = The keyring has no password. An app password replaces it.
banner-clear-mend = Set one
banner-clock-mend = Check the clock
banner-fraud = Never tell anyone your code
banner-fraud-why = No portal, bank or police officer asks for it by phone or in a chat. Type it only on a page that you opened yourself.
banner-fraud-more = More
banner-unconfirmed = { $count ->
    [1] Not yet tried on the portal: { $account }
   *[other] { $count } accounts not yet tried on the portal
}
banner-unconfirmed-why = Type the code in once to be sure that signing in works.
banner-unconfirmed-mend = Try it
banner-dismiss = Hide this message

### Empty vault

welcome-title = Your sign-in codes will appear here
welcome-text = Add a QR code from the portal, and Propusk will show the code that the portal asks for at sign-in.
help-portal = How to turn on two-step sign-in on a portal

### Adding

add-title = Add an account
add-intro = Open the portal’s page with the QR code: the browser window may stay behind this one.
add-screen = Find QR code on screen
add-screen-note = all monitors, the picture is not kept
add-screen-busy = Looking for a QR code…
add-clipboard = Paste from clipboard
add-picture = Choose a picture…
add-picture-note = or drop it here
add-camera = Show it to the camera
add-manual = Type the key in
add-busy = Reading…
drop-here = Let go of the picture with a QR code, or the file of another app
drop-not-now = Close what is open first
given-not-now = Close what is open first. The link or file will open after that.
given-waits = The link or file will open as soon as the vault does.
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
field-period = Code lifetime, s
field-counter = Counter
manual-more = More options
manual-type-totp = By time
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
preview-leave = Do not add
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
preview-batch-several = Pictures read: { $count } of { $size }
preview-still = A picture of the screen with the QR codes that were found
preview-still-advice = Press a code to take it or leave it. The picture is not stored anywhere.
preview-batch-advice = Open the others later, in any order.
camera-title = Camera
camera-intro = Show the camera the portal’s QR code: on another screen, on a phone or on paper.
camera-next = Added. Pictures still to come: { $left }. Show the next one to the camera.
camera-preview = Picture of the camera
camera-starting = Turning the camera on…
camera-choose = Camera
camera-number = Camera { $number }
camera-mirror = Show as in a mirror
camera-hint-nothing = No QR code in sight yet. Bring it closer, hold it straight, add some light. If it is on a phone, make its screen brighter.
camera-hint-too-small = The QR code is too small. Bring it closer or enlarge it.
camera-hint-cut-off = Only a part of the QR code is in sight. Move it away a little, so that there is some room around it.
camera-hint-blurred = The QR code is blurred. Hold it still, at arm’s length.
batch-next = Added. Pictures left: { $left }. Open the next one.
added-many = { $count ->
    [one] { $count } account added
   *[other] { $count } accounts added
}

### Moving here from another app

import-title = Move accounts here
import-what = Choose the files that your other app has saved, or pictures of its QR codes. Propusk tells the app from the content. Nothing is added until you agree.
import-choose = Choose files…
import-choose-other = Choose more files…
import-paste = Paste from clipboard
import-paste-note = files, a picture or text
import-screen = Find QR code on screen
import-screen-note = all monitors, the picture is not kept
import-drop = You can also drop files here, several at once.
import-ways = How to export from your app
import-way-google = Google Authenticator
    .how = Menu → “Transfer accounts” → “Export”. Photograph the QR codes on the phone and open the pictures here.
import-way-export = Aegis, 2FAS, Ente, Proton, Stratum, FreeOTP+
    .how = In the app’s settings: “Export” or “Backup”. A file with a password will do, too.
import-way-managers = Bitwarden, 1Password, KeePass, Apple
    .how = Export the vault to a file: JSON, CSV, 1PUX, or the KDBX database itself. Propusk takes only the codes from it.
import-way-steam = Steam
    .how = The maFile of Steam Desktop Authenticator; if it is encrypted, its manifest.json as well.
import-way-none = Microsoft, Authy, Duo, Okta, Kaspersky, Battle.net
    .how = They have no export. On each site turn two-step sign-in off and on again, and scan the new QR code.
import-way-yandex = Yandex Key
    .how = There is no export. Set up one-time passwords again on the Yandex ID page: Propusk makes the eight-letter codes, too.
import-more = Add to this
import-past = Moved since the start
import-past-line = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}, { $date }
import-from-nothing = From the clipboard or screen
import-file-of = Looks like a file of { $app }
import-password = Password of this file
import-password-hint = the one you set in the other app
import-sheet-key = Key from the recovery sheet
import-sheet-key-hint = the sheet of the vault that the file is from
import-open = Open
import-key-file = Choose the key file…
import-key-file-why = The database did not open. Enter its password, choose its key file, or give both.
import-companion = Choose manifest.json…
import-companion-why = The key to this file is in the file manifest.json, usually in the same folder.
import-reading = Reading…
import-deriving = Making a key from the password
import-deriving-why = This is slow on purpose, so that the password is hard to guess. How long it will take is not known.
import-elapsed = { $seconds ->
    [one] { $seconds } second so far
   *[other] { $seconds } seconds so far
}
import-cancel = Stop
import-none-usable = No accounts that fit
import-transfer = Transfer from Google Authenticator: { $read } of { $of } read
import-transfer-more = Open the other QR codes in any order. Repeats do no harm.
import-transfer-whole = All QR codes of the transfer are read.
import-lost-period = A transfer QR code does not keep how long a code lasts, so these accounts get 30 seconds, as nearly everywhere. Check the first code of each on its site.
import-holds-passwords = This file also holds passwords, in clear. Propusk takes only the codes from it.
import-repeat = One of the sources has nothing new: all of it was read before.
import-new = { $count ->
    [one] { $count } new account
   *[other] { $count } new accounts
}
import-conflicts = { $count ->
    [one] { $count } account with a name that is already in use
   *[other] { $count } accounts with names that are already in use
}
import-conflicts-note = the key differs, so both are kept
import-conflict = An account of this name is there already, with another key. The first code will show which one is right.
import-duplicates = { $count ->
    [one] { $count } account is already here
   *[other] { $count } accounts are already here
}
import-duplicates-note = with the same key, no need to add them
import-same = Same key: { $account }
import-favourite = favourite
import-noted = with a note
import-pin-hint = without it there are no codes; you can add it later
import-skipped = { $count ->
    [one] { $count } account cannot be added
   *[other] { $count } accounts cannot be added
}
import-place = Account { $place }, without a name
import-tags = Groups and folders become tags. Icons of the other app are not moved.
import-icons = Icons of the other app are not moved.
import-early = { $count ->
    [one] { $count } QR code has not been read. Its accounts stay in the other app; you can move them later.
   *[other] { $count } QR codes have not been read. Their accounts stay in the other app; you can move them later.
}
import-add-early = { $count ->
    [one] Finish and add { $count } account
   *[other] Finish and add { $count } accounts
}
import-done-text = The state of the vault before this was kept. Leave the accounts in the other app until you have tried at least one code from here.
import-undo = Undo this import
import-undo-short = Undo
import-undone = { $count ->
    [one] The import was undone, { $count } account removed
   *[other] The import was undone, { $count } accounts removed
}
import-undone-where = They stay in the trash for 30 days.
import-clear-title = { $count ->
    [one] A file with your keys is not protected
   *[other] Files with your keys are not protected
}
import-clear-why = { $count ->
    [one] It has no password: whoever opens it gets your codes. If you no longer need it, delete it.
   *[other] They have no passwords: whoever opens them gets your codes. If you no longer need them, delete them.
}
import-left-behind = { $count ->
    [one] Not everything was added: { $count } account is in the file only.
   *[other] Not everything was added: { $count } accounts are in the file only.
}
import-clear-limits = Deleting does not reach copies: in a cloud folder, in backups, in mail, on a phone. From an SSD or a memory stick a specialist may get the file back even then. It does not go to the trash.
import-delete = Delete the file
import-deleted = File deleted: { $name }
import-close = Done
welcome-import = Move codes from another app
add-import = Move from another app…
settings-import-note = from a file or QR codes

### Moving to another app

export-title = Save or move accounts
settings-export-note = a copy with a password, a file or QR codes
export-protected = With a password
export-open = Not protected by a password
export-which = Which accounts
export-all = { $count ->
    [one] { $count } account
   *[other] All { $count } accounts
}
export-marked = { $count ->
    [one] The { $count } marked account
   *[other] The { $count } marked accounts
}
export-part = To save only some, mark accounts in the list.
export-mark = Mark in the list
export-go = Next
export-to-backup = Propusk backup
export-to-backup-note = Recommended. Keeps everything; opens here or with the program age.
export-to-aegis-encrypted = Aegis, with a password
export-to-aegis-encrypted-note = for Aegis and apps that read its files
export-to-uri-list = List of links
export-to-uri-list-note = nearly every app reads it
export-to-aegis = Aegis
export-to-aegis-note = with tags and notes
export-to-two-fas = 2FAS
export-to-two-fas-note = with one tag for each account
export-to-google = QR codes for Google Authenticator
export-to-google-note = in a window, one after another; no file is made
export-to-pdf = QR codes to print
export-to-pdf-note = a PDF file with a code for each account
export-password-backup = Think of a password for this file. It has nothing to do with the app password. A forgotten password cannot be restored.
export-password-aegis = Think of a password for this file: Aegis will ask for it. A forgotten password cannot be restored.
export-warning-title = The file will not be protected
export-warning-title-codes = A QR code is the key itself
export-warning-file = It holds the keys of all chosen accounts. Whoever opens it can sign in with your codes, and a new password on the site does not change that.
export-warning-codes = Whoever photographs the QR code gets your codes. Make sure that nobody looks at the screen and that it is not shared.
export-warning-camera = Take no screenshots: they end up in a gallery and in a cloud.
export-warning-copies = Do not send the file by mail or messenger and keep it out of cloud folders. Delete it as soon as the accounts are moved.
export-warning-paper = Print it, keep it with your passport, and delete the file. A shared printer may keep a copy in its memory.
export-yes = I understand that this opens my codes
export-missed = Tick that you understand this.
export-current = App password
export-save = Save the file…
export-show = Show the QR codes
export-busy = Saving…
export-saved = { $count ->
    [one] { $count } account saved
   *[other] { $count } accounts saved
}
export-shown = The QR codes are open in a window of their own
export-shown-text = Point the camera of the phone at each in turn. In Google Authenticator: “Transfer accounts”, “Import”.
export-backup-next = The file was opened again and compared with the accounts. Keep it off this computer.
export-clear-next = Delete this file when you no longer need it.
export-left-out = What did not fit
menu-code = Show the QR code
code-title = QR code of the account
code-warning-title = A QR code is the key itself
code-warning = Whoever photographs it can sign in with your codes. Show it only to your own second device.
code-yes = I understand that the QR code opens my codes
code-show = Show
codes-google = QR code { $at } of { $of }
codes-google-how = Scan it in the app that you move to, then press “Next”.
codes-how = Scan it with your second device. Close this window right afterwards.
codes-picture = QR code: { $name }
codes-before = Back
codes-after = Next
codes-close = Close

### The portal's recovery codes

menu-recovery-codes = Recovery codes of the portal
recovery-codes-title = Recovery codes of the portal
recovery-codes-what = A portal gives such a list when two-step sign-in is turned on. The codes are also called backup codes. A code from the list lets you in without Propusk.
recovery-codes-left = { $left } of { $total } left
recovery-codes-none = No codes left
recovery-codes-few = Hardly any codes are left.
recovery-codes-few-advice = Get new ones on the portal and paste them here: the old ones usually stop working then.
recovery-codes-note = { $left } of { $total } left
recovery-codes-note-none = can be kept here, beside the account
recovery-codes-show-title = Show the codes
recovery-codes-warning = Each of them lets anybody into your account on the portal. Make sure that nobody is looking.
recovery-codes-yes = I understand that these codes open my account
recovery-codes-show = Show in a window of their own
recovery-codes-change = Paste a new list
recovery-codes-change-note = replaces the old one; codes that stay keep their ticks
recovery-codes-remove = Remove these codes
recovery-codes-remove-note = the account and its key stay
recovery-codes-remove-sure = Remove all recovery codes of this account?
recovery-codes-remove-yes = Remove
recovery-codes-remove-no = Keep
recovery-codes-paste = The portal’s list
recovery-codes-paste-hint = Copy all of it on the portal and paste it here. Propusk sets headings and explanations aside.
recovery-codes-find = Find the codes
recovery-codes-found = { $count ->
    [one] { $count } code found
   *[other] { $count } codes found
}
recovery-codes-as-typed = We found nothing here that looks like a code.
recovery-codes-as-typed-advice = Leave one code in each line and delete the rest.
recovery-codes-look = Compare with the portal’s list and correct what is wrong
recovery-codes-look-hint = One code in each line. A used one has ✓ before it.
recovery-codes-rest = These lines were not taken
recovery-codes-back = Back to the text
recovery-codes-save = Save
recovery-codes-saved = Recovery codes saved
recovery-codes-removed = Recovery codes removed
recovery-codes-once = Each code works once.
recovery-codes-tick = Tick those that you have used.
recovery-codes-used = used
recovery-codes-copy = Copy
recovery-codes-copy-one = Copy code { $number }
recovery-codes-copied = Code { $number } copied. When the portal has accepted it, tick it here.
recovery-codes-close = Close

### First code

first-copy = Copy code
first-reveal = Show and copy the code
first-copied = Copied
first-wait = The code is about to change. The next one will be copied by itself.
first-waits = Wait { $seconds } s
first-used = Copied: the portal accepts it once. The next one comes in { $seconds } s
first-next-copied = The next code is copied. It will be valid in { $seconds } s
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
first-no-parameters-title = The portal gives other codes
first-no-counter-title = Has the counter gone astray?
first-no-parameters = This account has { $own }, while { $portal } gives { $theirs }. It may be the QR code of another service.
first-no-account-title = Is it the right account?
first-no-account = Check that the portal shows the same sign-in that this code is for: { $account }.
first-no-old-title = Is the QR code an old one?
first-no-old = If the page with the QR code was opened again, the portal has made a new key. Delete this account and add the one on screen now.
first-no-used-left = { $seconds ->
    [one] This code was copied already. The portal takes it once. The next one comes in { $seconds } second.
   *[other] This code was copied already. The portal takes it once. The next one comes in { $seconds } seconds.
}
first-no-account-twins = This code is of the account “{ $account }”. There are other accounts of this service here: { $others }.
first-no-old-twin = There is another account with the same name. The code that works is of the QR code that the portal showed last. Delete the account of the earlier one.
first-no-remove = Delete and add again

### Counter

counter-menu = The code does not work…
counter-title = The button code does not work
counter-why = Press “Next code” only when you sign in: each press moves the counter, and the portal catches up by a few steps only.
counter-find = Find the counter from two codes
counter-find-how = Enter two codes in a row from another device whose codes work.
counter-first = First code
counter-second = The next one
counter-find-now = Find
counter-nowhere = There are no such codes nearby.
counter-nowhere-why = Check that the codes came one after the other and belong to this account.
counter-take = Found: the counter should be { $counter }. Set it
counter-now = The counter is now { $counter }
counter-set-how = If the portal’s support told you the value of the counter, enter it. Codes that the portal has seen are not accepted again.
counter-new = New counter
counter-set = Save
counter-done = The counter is set to { $counter }
counter-done-next = Press “Next code” and enter it on the portal.

### Editing

edit-title = Edit
edit-save = Save
edit-unconfirmed = The portal has not confirmed this account yet.
edit-remove = Delete account

edit-loading = Opening the account…
edit-favourite = Favourite, among the first
edit-picture = Picture
edit-picture-choose = Choose a picture…
edit-picture-drop = Remove
edit-picture-chosen = The picture was saved
edit-picture-dropped = The picture was removed
field-note = Note
field-note-hint = Do not write the password here.
edit-added = Added
edit-last-used = Code last copied
edit-never-used = never yet
edit-uses = Times copied
edit-parameters = Change these only if the portal says so: with other values the codes will not fit.
edit-ask = Save the changes?
edit-drop = Do not save

### Tags

tag-placeholder = New tag
tag-known = Tags that exist
tag-take = Add the tag “{ $tag }”
tag-drop = Remove the tag “{ $tag }”
tag-added = Added: { $tag }
tag-dropped = Tag removed: { $tag }
tag-accounts-title = { $count ->
    [one] Tags: { $count } account
   *[other] Tags: { $count } accounts
}
tag-accounts-add = Add
tag-accounts-remove = Remove
tag-accounts-done = { $count ->
    [one] The tags of { $count } account were changed
   *[other] The tags of { $count } accounts were changed
}
tags-intro = When a tag is deleted, its accounts stay.
tags-none = There are no tags yet. They are added when an account is edited.
tags-count = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}
tags-rename = Rename
tags-new-name = New name of the tag “{ $tag }”
tags-joins = There is a tag “{ $tag }” already. The accounts of both will have it.
tags-ask = { $count ->
    [one] Delete the tag “{ $tag }”? { $count } account stays, without it.
   *[other] Delete the tag “{ $tag }”? { $count } accounts stay, without it.
}
tags-renamed = Tag renamed: { $tag }
tags-deleted = Tag deleted: { $tag }

### The computer's clock

clock-title = The computer’s clock
clock-before-build = The computer’s clock is behind by { $by } or more
clock-before-last-seen = The clock seems to be behind: the vault was saved { $by } later than it shows
clock-behind-why = Codes are made by the clock. If it is behind, the portal will refuse the code. Turn on automatic time in the system’s settings.
clock-moved-on = The clock was moved forward by { $by }
clock-moved-back = The clock was moved back by { $by }
clock-moved-why = If it was right before, the portal may refuse the code.
clock-fine = Nothing obvious is wrong
clock-fine-why = If the portal refuses the code, compare this clock with the one of a phone.
clock-now = This computer’s clock shows
clock-synchronised = The system sets its clock from the internet.
clock-unsynchronised = The system does not set its clock from the internet. Turn on automatic time.
clock-open-settings = Time settings
clock-trust = The clock is right
clock-compare = Compare with another clock
clock-compare-how = Type in the time that a phone or another exact clock will show in a minute. As soon as it shows that, press “Now”.
clock-compare-time = Time on the other clock
clock-compare-now = Now
clock-right = The clock is right
clock-right-why = It is within five seconds. Check the date too. If that is right and the code is refused, the clock is not the reason.
clock-ahead = The clock is ahead by { $by }
clock-behind = The clock is behind by { $by }
clock-off-a-little = Some portals will refuse a code with such a difference.
clock-off-refused = With such a difference most portals will refuse the code.
clock-hours = The minutes agree, the hours do not: they differ by { $by }
clock-hours-why = If the other clock shows the time of another time zone, all is well. If not, the hour on this computer is wrong, and the portal will refuse the code.
clock-zone = The time also differs by exactly { $by }. That is another time zone, which does not matter for codes, or the hour is set wrong.
clock-ahead-why = With such a difference the portal may refuse the code. Set the clock, or allow for it in codes.
clock-correction-on = Codes now allow for the difference
clock-correction-off = Codes follow the computer’s clock again
clock-ask = Ask for the right time
clock-ask-whom = The program will contact these servers only: { $hosts }. They learn the computer’s network address and nothing more.
clock-ask-now = Ask now
clock-asking = Asking…
clock-correct = Allow for it in codes
clock-correct-why = The correction holds for a day and only in Propusk. It is better to set the clock itself right.
clock-too-wrong = It is off by more than five minutes. Set the clock in the system’s settings.
clock-corrected-ahead = Codes are corrected: the clock is ahead by { $by }
clock-corrected-behind = Codes are corrected: the clock is behind by { $by }
clock-corrected-until = It holds until { $until }. It ends earlier if you close Propusk or move the clock.
clock-uncorrect = Stop correcting

### Settings

settings-title = Settings
settings-look = Appearance
settings-language = Language
settings-language-note = of the window and messages
settings-language-system = As the system
settings-language-ru = Русский
settings-language-en = English
settings-theme = Theme
settings-theme-note = dark is easier on the eyes in the dark
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-text = Text size
settings-text-note = words and codes in the whole window
settings-text-percent = { $percent ->
    [100] Usual
    [110] A little larger
    [125] Larger
    [150] Large
    [175] Very large
    [200] Twice as large
   *[other] { $percent } %
}
settings-density = Cards
settings-density-note = compact ones show more accounts at once
settings-density-comfortable = Roomy
settings-density-compact = Compact
settings-order = Order of accounts
settings-order-note = favourites always come first; your own order is up to you
settings-order-own = Your own
settings-order-name = By name
settings-order-most-used = Most used first
settings-order-last-used = Last used first
settings-protection = Protection
settings-recovery-note = opens the vault if the key is lost
settings-password-note = in place of the keyring
settings-backups-note = copies of the vault in another folder
settings-codes = Codes
settings-hide = Hide codes
settings-hide-note = a code is shown for 10 seconds after a press on its card
settings-guard = Do not copy a code with less left than
settings-guard-note = the next one is copied then, so that you have time to paste it; you never wait longer than a third of the code’s time
settings-guard-never = Always copy
settings-seconds = { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}
settings-clipboard = Keep what you copied for at most
settings-clipboard-note = Propusk then takes it off the clipboard; a code no later than five seconds after it stops being valid
settings-clock-note = if the portal refuses codes
settings-lock = Locking
settings-lock-after = Lock when idle
settings-lock-after-note = counted from the last key press or mouse move
settings-lock-never = Never
settings-lock-minutes = { $minutes ->
    [one] After { $minutes } minute
   *[other] After { $minutes } minutes
}
settings-lock-screen = Lock with the screen
settings-lock-screen-note = and when the computer goes to sleep
settings-lock-keyring = Works with an app password: without one the vault opens by itself.
settings-system = System
settings-links = Open otpauth links
settings-links-note = from the browser and other programs; an account is added only when you agree
settings-autostart = Start with the system
settings-autostart-note = minimised, so that the codes are at hand
settings-search = Find accounts in the system's search
settings-search-note = in GNOME and KDE, while Propusk is open; other programs can see the names of accounts too, but no codes
settings-tray-stay = Stay in the tray
settings-tray-stay-note = a closed window does not end the program: codes of favourites can be copied from the menu of its icon, which shows their names, too
settings-keys = Keys in every program
settings-keys-show = Show Propusk
settings-keys-show-note = wherever you work, while Propusk runs
settings-keys-copy = Copy the code of the favourite
settings-keys-copy-note = of the first favourite; a notification tells how long the code lasts
settings-keys-type = Type the code of the favourite
settings-keys-type-note = into the window with the cursor, once you let go of the keys
settings-keys-type-wayland = On Wayland programs cannot type into the windows of others. The code can be copied.
settings-keys-change = Change the keys { $keys }
settings-keys-press = Press the new keys
settings-keys-how = Hold at least two of Ctrl, Alt, Shift, Super and press a letter, a digit or F1–F12. Esc keeps the old ones.
settings-keys-desktop = These keys come from the desktop: it will ask you about them, and they can be changed in its settings.
settings-keys-none = This desktop gives no such keys to programs. In its settings you can assign some to the command propusk: it shows the window.
settings-data = Data
settings-points-note = as it was yesterday or before a change
settings-trash-note = what was deleted within 30 days
settings-more = More
settings-help-note = how to turn on two-step sign-in, what to do when a code is not accepted
settings-lock-note = takes the codes off the screen and out of memory
settings-shortcuts = Keyboard
settings-shortcuts-note = everything can be done without a mouse
settings-about-note = version { $version }, licences
settings-reset = Reset the settings
settings-reset-note = all of them as they were after installing
settings-reset-question = Reset all settings?
settings-reset-kept = Accounts, password, recovery sheet and backups stay.
settings-reset-yes = Reset
settings-reset-no = Cancel
settings-reset-done = The settings are as they were after installing

### About

about-title = About
about-version = Propusk { $version }
about-what = Propusk shows the codes that portals and sites ask for after the password when you sign in.
about-private = Nothing leaves this computer
about-private-text = Accounts are kept here, in an encrypted vault. There is no sign-up, no advertising and no tracking. Propusk uses the network only when you ask it to check the clock.
about-affiliation = Independent
about-affiliation-text = This program is not connected with Gosuslugi or any other state portal. Names and marks of services belong to their owners.
about-licences = Licences
about-licences-text = Propusk is open source. You may use, change and share it under the Apache 2.0 or the MIT licence, as you choose.
about-others-text = It builds on open libraries by other authors, each under its own licence.

### A new password

generator-title = Make up a password
generator-settings-note = for a portal or a site, without the internet
generator-password = Password
generator-copy = Copy
generator-copied = Password copied
generator-again = Another
generator-kind = Made of
generator-kind-password = Letters and digits
generator-kind-passphrase = Words
generator-length = Length: { $count }
generator-words = Words: { $count }
generator-symbols = With signs such as # - +
generator-no-look-alikes = Without look-alikes: 0 and O, 1 and l
generator-portal = For which site
generator-portal-any = Any site
generator-not-kept = Propusk does not keep this password: save it in the browser or in a password manager, or write it down on paper.

### Keyboard

shortcuts-title = Keyboard
shortcuts-codes = Find and copy
shortcuts-type = Search: just type
shortcuts-search = Go to search
shortcuts-move = Choose an account
shortcuts-ends = To the first or the last
shortcuts-pages = A screen up or down
shortcuts-copy = Copy code
shortcuts-copy-next = Copy next code
shortcuts-accounts = Accounts
shortcuts-add = Add
shortcuts-paste = Add from clipboard
shortcuts-edit = Edit
shortcuts-favourite = Add to or remove from favourites
shortcuts-own-order = Move in your own order
shortcuts-select-all = Select all that were found
shortcuts-remove = Delete
shortcuts-undo = Undo deleting
shortcuts-window = Window
shortcuts-lock = Lock
shortcuts-settings = Settings
shortcuts-help = This list
shortcuts-back = Back
key-letters = letters and digits
key-space = Ctrl+Space

### The vault did not open

blocked-title = The vault did not open
blocked-title-fresh = There is no vault here yet
blocked-safe = Your accounts are untouched: the vault file is whole.
blocked-safe-damaged = The damaged file was neither changed nor deleted.
blocked-safe-no-vault = The key stays in the keyring, nothing was deleted.
blocked-safe-folder = The vault was neither opened nor changed.
blocked-safe-fresh = There is nothing to lose yet: no accounts were here.
blocked-busy = Opening…
blocked-other = Other ways
way-retry = Try again
way-retry-note = once the cause is mended
way-unlock = Unlock the keyring
way-unlock-note = the system asks for its password
way-password = Enter the app password
way-password-note = if you set one
way-sheet = Open with the recovery sheet
way-sheet-note = the page with a QR code that you printed or saved
way-backup = Restore from a backup
way-backup-note = needs the backup file and the recovery sheet
way-new-vault = Start with a new vault
way-new-vault-note = the former key stays in the keyring
way-open-older = Open this vault
way-open-older-note = this alone changes nothing
way-new-with-password = Start with an app password
way-new-with-password-note = it replaces the keyring
way-lost = If the key or the password is lost
way-lost-note = step by step, for each case

### The vault is locked

lock-title = The vault is locked
lock-text = Enter the app password to see the codes.
lock-text-keyring = The key is in the keyring. Press the button to see the codes.
lock-open = Open
lock-unlock = Unlock
lock-forgot = Forgot the password? Open with the recovery sheet
lock-tries = { $count ->
    [one] { $count } wrong try.
   *[other] { $count } wrong tries.
} After the fifth you will have to wait.
lock-wait = { $seconds ->
    [one] Next try in { $seconds } second
   *[other] Next try in { $seconds } seconds
}
lock-wait-why = However often you get it wrong, the vault is not deleted.
lock-now = Lock
lock-save = Save and lock
lock-anyway = Lock without this change

### The password field

password-show = Show password
password-hide = Hide password
password-show-short = Show
password-hide-short = Hide
password-caps = Caps Lock is on
password-letters-cyrillic = You typed Russian letters. Check the keyboard layout.
password-letters-latin = You typed Latin letters. Check the keyboard layout.
password-letters-both = You typed both Russian and Latin letters. Check the keyboard layout.

### App password

password-title = App password
password-what = The password replaces the keyring: the key to the vault lies on the disk under the password, and without it neither whoever takes the disk nor, while Propusk is locked, another program can read it.
password-cost = Propusk will ask for the password at every start and after locking.
password-forgotten = A forgotten password cannot be recovered. Then only the recovery sheet opens the vault.
password-sheet-first = A checked sheet comes first
password-sheet-first-text = Otherwise a forgotten password takes all the codes with it. Make the sheet and check it, then come back here.
password-sheet-first-open = To the recovery sheet
password-on = The app password is on
password-current = Current password
password-new = New password
password-repeat = New password again
password-rules = What is still needed
password-missed = This password is not good enough yet
password-rule-length = At least 8 characters, now { $count }
password-rule-guess = Hard to guess
password-rule-same = The same both times
password-rule-done = done
password-rule-open = not yet
password-score = Password: { $score ->
    [0] guessed at once
    [1] easy to guess
    [2] good enough
    [3] good
   *[other] very good
}
password-score-none = A few random words will do: they are easy to remember and hard to guess.
password-hint-more-words = Add another word or two that have nothing to do with each other.
password-hint-keys-in-a-row = Keys that lie side by side are easy to guess.
password-hint-repeats = Repeats are easy to guess.
password-hint-sequence = Rows like abc and 123 are easy to guess.
password-hint-date = Dates and years are easy to guess.
password-hint-common = This password is in the lists of common ones.
password-hint-one-word = A single word is easy to guess.
password-hint-name = Names and surnames are easy to guess.
password-hint-capitals = Capital letters hardly help.
password-hint-substitutions = Substitutions like @ for a hardly help.
password-set = Turn the password on
password-change = Change the password
password-change-note = the key to the vault changes too
password-remove = Remove the password
password-remove-note = a new key goes into the keyring
password-remove-text = The vault will again open by itself once you have signed in to the system. Another program that runs under your name can open it too.
password-busy = Changing the key…
password-set-done = The password is on
password-changed-done = The password was changed
password-removed-done = The password was removed, the key is in the keyring

### After opening with the sheet

after-title = Opened with the sheet
after-text = This computer no longer has a key, so the vault does not open without the sheet. Choose what opens it from now on.
after-key = A new key in the keyring
after-key-note = the vault will open by itself
after-password = A new app password
after-password-note = Propusk will ask for it at the start
after-sheet-stays = The sheet stays the same and will fit again. If a stranger may have seen it, make a new one later.
after-later = Later
after-key-done = The new key is in the keyring

### A vault without a keyring

fresh-title = Start with an app password
fresh-text = This computer has no keyring, so the key will be under a password. A forgotten password cannot be recovered, so the recovery sheet is made right away.
fresh-sheet = 1. Recovery sheet
fresh-sheet-done = The sheet was made and checked
fresh-password = 2. Password
fresh-without = Go on without a sheet
fresh-without-text = Then a forgotten password takes all the codes for good. If you understand this, type the sentence:
fresh-sentence = without a sheet a forgotten password cannot be recovered
fresh-sentence-label = Sentence
fresh-create = Make the vault

### Recovery sheet

recovery-title = Recovery sheet
recovery-what = It is a page with a QR code and a key. It opens the vault and the backups when this computer no longer has the key: the keyring was reset, the password forgotten, the disk broken.
recovery-without-title = Without a sheet
recovery-without = The key is only on this computer. If both it and the sheet are lost, nobody can bring the codes back, and neither can we. You would have to turn two-step sign-in on again on every portal.
recovery-keep-title = Where to keep it
recovery-keep = Where your passport is. Together with the vault file or a backup the sheet opens all codes, so keep it away from them and send it to nobody.
recovery-make = Make a sheet
recovery-make-again = Make the sheet anew
recovery-make-note = The sheet opens in a window of its own. Print it or save it as a file, then close that window.
recovery-open = The sheet is open in its own window
recovery-open-note = Print it or save it as a file, then close that window, come back here and check the sheet.
recovery-kept-nothing = The sheet was neither printed nor saved
recovery-kept-nothing-advice = If you copied the key by hand, check it. If not, make the sheet anew.
recovery-check = Check the sheet
recovery-check-title = Checking the sheet
recovery-check-intro = Read the sheet as you would in an emergency: from paper or from the saved file.
recovery-later = Check later
recovery-draft = The sheet is made, now check it
recovery-draft-text = Until it is checked nobody knows whether it opens the vault: a letter may be smudged, a file saved in the wrong place.
recovery-fits = The sheet fits
recovery-fits-text = It opens this vault. Put it where your important papers are.
recovery-done = Done
recovery-made = Made { $date }
recovery-checked = Checked { $date }
recovery-not-checked = Not checked yet
recovery-check-again = Check again
recovery-check-again-note = whether it is in its place and readable
recovery-renew = Make a new sheet
recovery-renew-note = if the old one is lost or a stranger saw it
recovery-renew-title = A new sheet
recovery-renew-works = The new sheet takes effect when you have checked it. Until then the old one holds.
recovery-renew-old = After that the old sheet opens neither the vault nor its former states.
recovery-renew-backups = Backups that already lie elsewhere will still open with the old sheet. Keep it with them, or destroy both.
recovery-read-title = Open with the sheet
recovery-read-intro = The sheet has the key as a QR code and as groups of letters and digits. Any way will do.
recovery-from-screen = Find QR code on screen
recovery-from-screen-note = if the file with the sheet is open beside
recovery-from-picture = Choose a picture…
recovery-from-picture-note = a photo or a scan of the sheet
recovery-from-clipboard = Paste from clipboard
recovery-from-clipboard-note = a picture or the text of the key
recovery-typed = Key from the sheet
recovery-typed-hint = spaces, hyphens and letter case do not matter
recovery-busy = Reading the sheet…

### The window of the sheet

paper-opening = Preparing the sheet…
paper-preview = The recovery sheet as it will be printed
paper-print = Print
paper-save = Save as PDF
paper-done = Done
paper-saved = Saved: { $path }
paper-next = Print the sheet or save it, then press “Done”. This sheet cannot be shown a second time: its key is kept nowhere.

### Former states

points-title = Restore a former state
points-intro = Propusk keeps former states: of the last days and from before large changes. Here you can bring back single accounts or everything.
points-none = There are no former states yet
points-none-text = The first one appears when you change something.
points-busy = Looking at what is kept…
point-kind-previous = before the last change
point-kind-snapshot = kept in advance
point-kind-quarantine = from a file that was put aside
point-accounts = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}
point-missing = { $count ->
    [one] { $count } account is not there now
   *[other] { $count } accounts are not there now
}
point-changed = { $count ->
    [one] { $count } changed
   *[other] { $count } changed
}
point-newer = { $count ->
    [one] { $count } came later
   *[other] { $count } came later
}
point-same = as now
point-choose = What to bring back
point-state-missing = not there now
point-state-changed = changed since
point-state-same = unchanged
point-same-more = { $count ->
    [one] { $count } more account, unchanged
   *[other] { $count } more accounts, unchanged
}
point-all-same = Everything in this state is as it is now.
point-restore = { $count ->
    [0] Bring back the selected
    [one] Bring back { $count } account
   *[other] Bring back { $count } accounts
}
point-whole = Restore everything as it was
point-whole-text = { $newer ->
    [0] The accounts will be as they were on { $date }.
    [one] The accounts will be as they were on { $date }. { $newer } account that was not there then goes to the trash.
   *[other] The accounts will be as they were on { $date }. { $newer } accounts that were not there then go to the trash.
}
point-confirm-title = Restore?
point-confirm-text = Changed accounts become what they were, the key included; counters do not go back. What is there now is kept: it can be brought back from here too.
point-cancel = Cancel
point-done = { $count ->
    [0] The former state is back
    [one] { $count } account was brought back
   *[other] { $count } accounts were brought back
}. Changed your mind? “Restore a former state”, the topmost one.

### Trash

trash-title = Trash
trash-intro = Deleted accounts stay here for 30 days.
trash-none = The trash is empty
trash-left = { $days ->
    [one] deleted { $date }, { $days } day left
   *[other] deleted { $date }, { $days } days left
}
trash-restore = Restore

trash-restore-all = { $count ->
    [one] Restore { $count } account
   *[other] Restore all { $count } accounts
}
trash-restored-all = { $count ->
    [one] { $count } account restored
   *[other] { $count } accounts restored
}
show-more = Show more ({ $left } left)

### Accounts that are the same

duplicates-title = Duplicate accounts
duplicates-intro = A duplicate can go to the trash: it stays there for 30 days.
duplicates-busy = Comparing the accounts…
duplicates-none = There are no duplicate accounts.
duplicates-same-key = Same key: their codes are the same
duplicates-same-name = Same name, different keys: see whose code the portal accepts
duplicates-added = added { $date }
duplicates-used = code copied { $date }
duplicates-never-used = code not copied yet
duplicates-remove = To trash
duplicates-gone = In the trash

### Backups

backups-title = Backups
backups-what = Propusk will put a copy of the vault into a folder of your choice by itself. Best on another disk, a memory stick or in a cloud folder: the copy is encrypted and cannot be read without the recovery sheet.
backups-sheet-first = A recovery sheet comes first
backups-sheet-first-text = Only the sheet opens a backup. Without a sheet a backup is useless.
backups-choose = Choose a folder…
backups-folder = Folder
backups-folder-change = Another folder…
backups-keep = How many to keep
backups-success = Last backup: { $date }
backups-verified = verified: { $accounts } of { $of }
backups-none-yet = No backup was made yet
backups-now = Back up now
backups-now-busy = Backing up…
backups-now-done = Backed up and verified: { $accounts } of { $of }
backups-rehearse = Check a backup file…
backups-rehearse-note = whether it opens; changes nothing
backups-rehearsed = The backup opens
backups-rehearsed-text = { $name } of { $date }. It holds { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}, the vault now holds { $of }.
backups-rehearsed-unreadable = Accounts that cannot be read: { $count }.
backups-off = Turn off
backups-off-note = the backups made so far stay
backups-off-done = Backups are off. Those made so far stayed where they are.

### Restoring from a backup

backup-title = Restore from a backup
backup-intro = You need the backup file and the recovery sheet.
backup-file = Backup file
backup-choose = Choose a file…
backup-other = Another file…
backup-chosen = { $name }, { $size }{"\u00A0"}KB
backup-sheet = Recovery sheet
backup-sheet-wait = Choose the backup file first.
backup-password = New app password
backup-password-text = The keyring of this computer does not answer, so a password is needed. It will open the restored vault.
backup-done = The vault was restored: { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}

### Help

lost-title = If the key or the password is lost
help-title = Help
help-search = What would you like to know?
help-search-hint = for example, “code not accepted” or “Gosuslugi”
help-list = Pages of the help
help-nothing = There is no page about this. Here is what holds for nearly any site.
help-found = { $count ->
    [one] { $count } page found
   *[other] { $count } pages found
}
help-print = Print
help-gone = There is no such page
help-of-portal = Help: { $portal }
help-more = What else to check

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
error-no-parameters = There is nothing to choose for this account
    .advice = Algorithm, digits and period can be changed for usual codes by time and on request only. For this kind they are always the same.
error-too-many-tags = Too many tags: more than { $detail }
    .advice = Nothing was changed. Take some tags off the account.
error-tag-too-long = The tag is too long: more than { $detail } characters
    .advice = Nothing was changed. Give the tag a shorter name.
error-note-too-long = The note is too long: more than { $detail } characters
    .advice = Nothing was changed. Make the note shorter.
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

error-wrong-password = The password is wrong
    .advice = Check the keyboard layout and Caps Lock and type it again.
error-too-many-tries = Too many wrong tries in a row
    .advice = Wait and try again: { $detail } seconds. The vault is not deleted, however often you get it wrong.
error-password-file-damaged = The file with the key under the password is damaged
    .advice = The accounts are safe, but the password no longer opens them. Open the vault with the recovery sheet and set a new password.
error-password-too-short = The password is too short: { $detail } characters
    .advice = It needs at least 8. A few words in a row will do.
error-password-guessable = This password is easy to guess
    .advice = Add another word or two that have nothing to do with each other.
error-sheet-wrong = This sheet is for another vault
    .advice = It was read correctly but does not fit here. Look for another one: a sheet has a date and usually the beginning of the vault’s number. If you made a new sheet, the old one no longer holds.
error-sheet-first = A recovery sheet comes first
    .advice = Make and check it: “Settings”, “Recovery sheet”. Then come back here.
error-sheet-unmade = No sheet was made and the sentence was not typed
    .advice = Make and check the sheet, or type the sentence just as it stands there.
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
error-not-otp-url = This QR code is a link, not a key
    .advice = Open the page where the portal turns two-step sign-in on: you need the QR code from there.
error-not-otp-fido = This QR code is for a passkey, not for codes
    .advice = Choose another way on the portal: an app with one-time codes.
error-not-otp-steam-login = This QR code signs in to Steam, it is not a key
    .advice = It works only in the phone and only once. Codes need a Steam Guard key.
error-not-otp-sign-in = This QR code signs in with a phone, it is not a key
    .advice = Sign in to the portal with your password. It shows the QR code with the key where two-step sign-in is turned on.
error-not-otp-app-store = This QR code leads to an app store, it is not a key
    .advice = There is nothing to install: Propusk shows the codes. The QR code with the key comes on the next step.
error-not-otp-microsoft-push = This QR code turns on Microsoft notifications, not codes
    .advice = Choose “Use a different app” on the same page: a suitable QR code will appear.
error-not-otp-duo-push = This QR code turns on Duo notifications, not codes
    .advice = Ask your administrator for a key for one-time codes.
error-not-otp-okta-push = This QR code is for the app Okta Verify, not for codes
    .advice = Go back one step and choose Google Authenticator: its QR code will do.
error-not-otp-rsa = This QR code is for the app RSA SecurID, not for Propusk
    .advice = Ask your administrator whether you can have the codes in an app like Google Authenticator.
error-not-otp-payment = This QR code is for a payment, not a key
    .advice = Open the portal’s page with the QR code for two-step sign-in and try again.
error-not-otp-everyday = This QR code is a phone number, a message, a place or a date, not a key
    .advice = Open the portal’s page with the QR code for two-step sign-in and try again.
error-not-otp-vcard = This QR code is a contact, not a key
    .advice = Open the portal’s page with the QR code for two-step sign-in and try again.
error-not-otp-text = This is plain text, not a key
    .advice = You need a link that begins with otpauth, or a picture with a QR code. The key itself can be typed in.

### Errors: copying and the clock

error-copy-slept = The code was not copied: too much time has passed, or the clock was moved
    .advice = Press the code again.
error-copied-meanwhile = The code was not copied: something else was copied meanwhile
    .advice = Press the code again if you need it.
error-bad-time = There is no such time of day
    .advice = Type in hours and minutes, such as 09:27.
error-clock-moved-since = The clock was moved after the comparison
    .advice = Compare it again.
error-clock-program-missing = The clock cannot be checked over the internet: a part of the program is missing
    .advice = Compare the clock with a phone, or install Propusk again.
error-clock-no-answer = The time servers did not answer
    .advice = See whether there is internet, or compare the clock with a phone.
error-clock-too-wrong = The clock is off by more than five minutes
    .advice = Set the time in the system’s settings.
error-no-clock-settings = The time settings were not found
    .advice = Open the system’s settings yourself and look for “Date and time”.

### Errors: pictures, clipboard, screen

error-no-qr = No QR code found
    .advice = Open the portal’s page so that the whole QR code is visible, and try again.
error-qr-too-small = The QR code is too small
    .advice = Enlarge the page (Ctrl +) and try again. Save a picture in a larger size.
error-qr-cut-off = The QR code is not all in view
    .advice = Make all of it visible, with the light margin around it, and try again.
error-qr-blurred = The QR code is blurred
    .advice = Enlarge the page (Ctrl +) and try again. A photo is best taken from nearer and without glare.
error-unreadable-picture = The picture cannot be read: the file is damaged
    .advice = Save it again or take a new screenshot.
error-not-a-picture = This is not a picture
    .advice = PNG, JPEG, WebP, BMP, GIF and PDF will do. You can also just show the QR code on screen.
error-picture-format = Propusk does not read { $detail } pictures
    .advice = { $detail ->
        [HEIC] This is a photo from an iPhone. Save it as JPEG, or open it on the screen and press “Find QR code on screen”.
       *[other] Save it as PNG or JPEG, or open it on the screen and press “Find QR code on screen”.
    }
error-pdf-locked = This PDF is locked with a password
    .advice = Open it on the screen so that the whole QR code is visible, and press “Find QR code on screen”.
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
    .advice = { $detail ->
        [xdg-desktop-portal] Install xdg-desktop-portal and its part for your desktop (for Sway that is xdg-desktop-portal-wlr), or paste the QR code from the clipboard.
       *[other] Copy the QR code as a picture and paste it, or choose a picture.
    }
error-screen-denied = The system did not allow the screenshot
    .advice = { $detail ->
        [gnome] Turn on “Screenshots” in Settings, Apps, Propusk. Or paste the QR code from the clipboard.
        [kde] Allow screenshots in System Settings, Application Permissions, Propusk. Or paste the QR code from the clipboard.
        [macos] Turn Propusk on in System Settings, Privacy & Security, Screen Recording. Then open Propusk again.
       *[other] Allow it in the system settings, or paste the QR code from the clipboard.
    }
error-screen-cancelled = The screenshot was cancelled
    .advice = Press again and allow the screenshot when the system asks.
error-scan-worker-missing = The part of the program that reads QR codes is missing
    .advice = Install Propusk again. The key can also be typed in.
error-scan-worker-crashed = The reading of the picture broke off
    .advice = Propusk and your accounts are fine. Try again, or type the key in.
error-scan-worker-hung = The picture takes too long to read, so the reading was stopped
    .advice = Try again. Crop a large picture to the QR code.
error-scan-cancelled = The search for a QR code was stopped
    .advice = Nothing was added. You can start again.

error-camera-denied = The system did not allow the camera
    .advice = Allow it for Propusk in the system’s settings and try again.
error-camera-absent = There is no camera
    .advice = Connect one and try again. It also works without: find the QR code on the screen or choose a picture.
error-camera-unusable = There is a camera, but the window cannot turn it on
    .advice = On Linux the package gstreamer1.0-plugins-good or gstreamer1.0-pipewire is usually missing. Install it and open Propusk again.
error-camera-busy = Another program is using the camera
    .advice = Close the program that films and try again.
error-camera-gone = The camera was disconnected
    .advice = Check that it is connected and try again.
error-camera-silent = The camera gives no picture
    .advice = Close other programs that use a camera, connect it again and try once more.
error-camera-closed = The camera is off already
    .advice = Turn it on again.
error-bad-frame = The picture of the camera cannot be read
    .advice = Try again. If that does not help, choose a picture with the QR code.

### Errors: vault and keyring

error-key-missing = The key to the vault is not in the keyring
    .advice = The keyring may have been reset or replaced. Open the vault with the recovery sheet, or bring the former keyring back and try again.
error-key-wrong = The key in the keyring does not fit the vault
    .advice = The vault may have come from another computer. Open it with the recovery sheet, or bring the former keyring back and try again.
error-key-changed = Another program has changed the key of the vault
    .advice = The vault is already open with the new key. Do the last thing again.
error-locked-elsewhere = Another program has set or changed the app password
    .advice = Enter the current password. Changes that are not saved yet are saved after that.
error-key-malformed = The keyring holds something else in place of the key
    .advice = Nothing in the keyring was changed. Open the vault with the recovery sheet, or bring the former keyring back and try again.
error-key-without-vault = The key is there, the vault is not
    .advice = If the data folder was moved, put it back and try again. If it is gone, a backup helps.
error-keyring-unavailable = The keyring of this computer does not answer
    .advice = Sign in to the system again or start the keyring (GNOME Keyring, KWallet), then try again. The recovery sheet opens the vault without it.
error-keyring-no-collection = There is no keyring yet
    .advice = Open “Passwords and Keys”, make a default keyring and try again. You can also do without one, with an app password.
error-keyring-locked = The keyring is locked
    .advice = Unlock it: usually with the password you sign in to the system with. Then try again.
error-keyring-silent = The keyring gives no answer
    .advice = Its password question may be open under other windows. Answer it and try again.
error-keyring-failed = The keyring reported an error: { $detail }
    .advice = Try again. If that does not help, sign in to the system again. The recovery sheet opens the vault without the keyring.
error-keyring-changed-bytes = The keyring changed what was written to it
    .advice = It cannot be relied on, so no vault was made. Try another keyring, for example GNOME Keyring.
error-vault-damaged = The vault file is damaged
    .advice = The former states did not open either. Restore the vault from a backup, or bring a copy of the data folder back and try again.
error-vault-newer = The vault was made by a newer version of the program
    .advice = Update Propusk and try again.
error-vault-older = This vault is older than the one opened last time
    .advice = The data folder may have been restored from an old copy. If you did that on purpose, open it. If not, bring the newer one back and try again.
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

### Errors: moving

error-no-accounts = This file holds no accounts with codes
    .advice = Check that accounts were selected when the other app saved it.
error-no-accounts-synced = This file holds no accounts: synced ones are left out of it
    .advice = Export the vault itself in Bitwarden: “Export vault”, format JSON.
error-password-needed = This file is locked with a password
    .advice = Enter the password that you set in the other app.
error-sheet-needed = This file opens with a recovery sheet
    .advice = Enter the key from the sheet of the vault that the file is from.
error-key-file-needed = The key file is needed, or this is another one
    .advice = Choose the file with which you open this database. If it has a password too, check that as well.
error-wrong-password-or-damaged = The password is wrong, or the file is damaged
    .advice = Check the keyboard layout and Caps Lock. If the password is right for sure, save the file in the other app again.
error-damaged = Part of the file is broken: it was cut or changed
    .advice = Save it in the other app again and copy all of it.
error-companion-needed = This file needs its manifest.json
    .advice = Choose it: it usually lies in the same folder.
error-too-much-effort = The file asks for too much work and memory
    .advice = Usual files do not do that. Save it in the other app again with its usual settings.
error-picture = No QR code was found in this image
    .advice = Cut the QR code out larger or take the picture again.
error-unknown-json = This JSON file is of no app that Propusk knows
    .advice = Save the accounts in the other app differently: as a list of otpauth links or as QR codes.
error-unknown-table = This table has no column of keys
    .advice = Save the accounts in the other app again, with the keys of one-time codes.
error-unknown-archive = This archive holds no file that Propusk knows
    .advice = Check that it comes from an app with codes. If the file is inside another archive, take it out first.
error-unknown-text = This text holds no keys
    .advice = It takes links that begin with otpauth, or a file of the other app.
error-unknown-file = Propusk does not know what this file is
    .advice = Look for “Export” or “Backup” in the other app and choose the file that it saves.
error-cancelled = Stopped
    .advice = Nothing was added. You can start again.
error-unsupported-openpgp = This file is encrypted with OpenPGP
    .advice = Decrypt it with the program that encrypted it, or save it in the other app with a password or without one. Delete the open file afterwards.
error-unsupported-keepass1 = This is a database of KeePass 1
    .advice = Open it in KeePassXC and save it as a KDBX database.
error-unsupported-account-restricted = Only the same Bitwarden account can open this file
    .advice = Export the vault in Bitwarden again, with the type “Password protected”.
error-unsupported-database = This is the inner database of an app
    .advice = Save the accounts in the app itself: “Export” or “Backup”.
error-unsupported-newer = This file is newer than Propusk can read
    .advice = Update Propusk, or save the accounts in the other app in another form.
error-unsupported-older = This file is of too old a kind
    .advice = Open it in the app itself, update the app and save the accounts again.
error-unsupported-cipher = The file is encrypted in an unknown way
    .advice = Save it in the other app again with its usual settings.
error-entry-damaged = The account is damaged
    .advice = Add it again from the QR code on its site.
error-entry-trashed = The account is in the trash of the other app
    .advice = If you need it, take it out there and move it again.
error-entry-no-codes = This account makes no codes, it approves sign-ins by a message
    .advice = Switch on sign-in with a one-time code on its site.
error-entry-does-not-open = The account is encrypted on its own and does not open
    .advice = Open it in the other app and save it again.
error-import-gone = This import is finished or forgotten
    .advice = Start again: choose the files once more.
error-import-busy = The file before is still being read
    .advice = Wait for its end or stop it.
error-for-import = This is a file of another app
    .advice = Open “Add”, “Move from another app”.
error-file-changed = Another file has this name now
    .advice = It was not touched. Find the file yourself and delete it.
error-file-not-deleted = The file cannot be deleted
    .advice = Close the programs that use it, check the permissions, or delete it yourself.
error-nothing-to-export = None of the chosen accounts fits in there
    .advice = Choose another kind of file: a copy of Propusk holds everything.
error-no-randomness = The system gave no random numbers
    .advice = Restart the computer and try again. No file was written.
error-export-not-written = The file could not be made
    .advice = Try again or choose another kind of file.
error-not-confirmed = You have not agreed yet
    .advice = Read the warning and tick that you understand it.
error-file-exists = A file of this name is there already
    .advice = It was not touched. Save under another name.
error-codes-are-open = The window with QR codes is open already
    .advice = Close it and try again.
error-no-codes-to-show = There is nothing to show any more
    .advice = Close this window and open it again.
error-recovery-codes-are-open = The window with recovery codes is open already
    .advice = Close it and try again.
error-no-recovery-codes-kept = This account has no recovery codes
    .advice = Paste the list that the portal gave.
error-no-recovery-codes = There are no codes in this text
    .advice = Copy the whole list on the portal, or type the codes in, one a line.
error-recovery-codes-doubtful = Looks like a code and was not taken, lines: { $detail }
    .advice = Nothing was saved. Give the codes alone, one per line: --lines-stdin
error-too-many-recovery-codes = Too many codes: { $detail }
    .advice = An account can have 100 at most. Keep those that the portal gave last.
error-recovery-code-too-long = The code is too long: { $detail } characters
    .advice = A code has 64 characters at most. See that there is one code in each line.
error-recovery-codes-text-too-long = The text is too long
    .advice = Paste the list of codes only.
error-recovery-code-not-found = This account has no such code
    .advice = Another program may have changed the list. Open it again.
error-password-rules-impossible = There is no such password
    .advice = The rules contradict each other. Change them.
error-password-bad-length = A password cannot have this length
    .advice = It can have { $detail } characters.
error-unknown-portal = Propusk does not know the site { $detail }
    .advice = propusk-cli explain names the known ones.
error-password-bad-words = There can be 2 to 12 words
    .advice = Choose another number of words.
error-password-words-do-not-fit = So many words will not do: there have to be { $detail } characters
    .advice = Choose another number of words.

### Warnings

warning-weak-secret = The key is shorter than standards advise. The service made it so; the codes will be right.
warning-few-digits = The code has fewer than six digits: it is easier to guess.
warning-unusual-period = Unusual period: most codes change every 30 seconds.
warning-unusual-algorithm = Unusual algorithm. Check the first code on the portal.
warning-pin-missing = This account needs a PIN.
warning-counter-missing = The key had no counter, so it starts at zero.
warning-migration-period = A transfer QR code does not keep the period, 30 seconds were taken. Check the first code on the portal.
warning-maybe-hotp = This may be a counter-based key: an old file does not say. Check the first code on the portal.
warning-look-alike = The name looks like “{ $detail }” but is written otherwise. Frauds do that. Add the account only if you opened the portal’s page yourself by typing its address.
warning-other-parameters = { $detail } usually gives other codes. It may be the QR code of another service.
warning-lost-kind = Not moved: there are no such codes there.
warning-lost-algorithm = Not moved: its algorithm is not known there.
warning-lost-digits = Not moved: there are no codes of this length there.
warning-lost-period = Not moved: codes change at another pace there and would be wrong.
warning-lost-counter = Not moved: its counter is larger than is possible there.
warning-lost-secret = Not moved: its key cannot be written there.
warning-lost-pin = Not moved: enter its PIN here first.
warning-lost-tags = Without its tags, or not with all of them.
warning-lost-note = Without its note.
warning-lost-favourite = Without the mark of a favourite.

### Command line

cli-usage = Usage
cli-commands = Commands
cli-command = COMMAND
cli-arguments = Arguments
cli-options = Options
cli-after-help = Exit status: 0 done, 1 refused or not found, 2 wrong use, 3 vault or keyring not available, 4 wrong password.

# Pages of the manual (man). Headings as they are usual in other manuals in this language.
cli-man-book = Propusk manual
cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-commands = COMMANDS
cli-man-status = EXIT STATUS
cli-man-environment = ENVIRONMENT
cli-man-files = FILES
cli-man-see-also = SEE ALSO
cli-man-about = Data goes to standard output, words for people to standard error. Nothing secret is written unless it is asked for. The keyring opens the vault; without one, the app password (--password-stdin) or the recovery sheet (--recovery-stdin) does. No display and no desktop session are needed for that: the commands work over SSH, too.
cli-man-status-0 = Done. So ends code --watch at Ctrl+C.
cli-man-status-1 = Refused or not found.
cli-man-status-2 = Wrong use.
cli-man-status-3 = The vault or the keyring is not available. The message says what can be done.
cli-man-status-4 = The app password, or that of a file, is wrong.
cli-man-data-dir = The data folder, unless named by --data-dir.
cli-man-folder = The vault, its earlier states and the settings.
cli-man-window-about = one-time codes for two-step login
cli-man-window-description = Opens the window of Propusk: the codes of accounts that are kept on this computer under its keyring. No network is used. propusk-cli(1) reads the same vault.
cli-about-propusk-cli = The one-time codes of Propusk on the command line: the same vault as in the window.
cli-about-add = Add an account. The vault is made with the first one.
cli-about-list = Show accounts: all, or those that words find
cli-about-code = Show a code. A counter-based one (HOTP) is used up by that.
cli-about-edit = Change names, the mark that the code works, the PIN, or the counter
cli-about-remove = Delete an account into the trash
cli-about-restore = Bring back accounts from the trash, an earlier state or a backup
cli-about-trash = Show the trash
cli-about-snapshots = Show the earlier states of the vault that can be brought back
cli-about-backup = Write a backup now, and another one after each change
cli-about-rehearse = Check that a backup opens, changing nothing
cli-about-recovery = The recovery sheet: the paper that opens the vault without the keyring and the password
cli-about-recovery-new = Make a sheet. One that replaces another takes effect only once it was checked
cli-about-recovery-check = Check that the sheet fits
cli-about-password = The app password: with it the vault needs no keyring
cli-about-password-set = Set the password. Where there is no vault yet, it is made with the password
cli-about-password-change = Change the password
cli-about-password-remove = Remove the password: the key lies in the keyring again
cli-about-recovery-codes = Recovery codes that the portal gave: how many are left, a new list, ticks
cli-about-generate = Make up a password; it is kept nowhere
cli-about-scan = Read the QR codes of pictures and say what is in them
cli-about-parse = Read the contents of QR codes from standard input, line by line
cli-about-compute = Compute codes from lines of standard input: a JSON object or "TIME URI"
cli-about-explain = Help: how to turn on two-step sign-in, what to do when a code is not accepted, and more
cli-about-doctor = Check the keyring, the vault, permissions and the clock
cli-arg-data-dir = Data folder to use in place of the usual one
cli-arg-lang = Language of the messages
cli-arg-json = Write JSON
cli-arg-show-secrets = Write keys and PINs in clear
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-arg-uri = An otpauth, steam or motp URI. Other programs and the shell's history see it: --stdin is safer
cli-arg-stdin = Read URIs from standard input, one per line
cli-arg-qr = Read the QR code of a picture or a PDF; - reads standard input
cli-arg-clipboard = Take a picture or a URI from the clipboard
cli-arg-camera = Show the QR code to the camera. It can be named (/dev/video2), or a recorded video given. Needs the program ffmpeg
cli-arg-screen = Find the QR code on the screen
cli-arg-issuer = Name of the service
cli-arg-name = Name of the account
cli-arg-pin-stdin = Read the PIN from the first line of standard input
cli-arg-all = Add all of them when there are several QR codes
cli-arg-again = Add even if this key is there already
cli-arg-new-vault = Begin a new vault even though the keyring holds the key of a former one, which stays
cli-arg-search = Words of names, tags and notes; another keyboard layout or alphabet will do
cli-arg-topic = What to tell about: words or the name of a portal; without them the list of all pages
cli-arg-query = Service, name, "service name" or id of an account; a part is enough
cli-arg-next = Show the next code
cli-arg-peek = Show an HOTP code without using it up
cli-arg-watch = Show the code of each period as it begins, until Ctrl+C
cli-arg-clip = Copy the code without showing it; it leaves the clipboard by itself
cli-arg-confirmed = The portal accepted a code of this account
cli-arg-counter = The counter of the next code (HOTP)
cli-arg-files = Pictures (PNG, JPEG, WebP, BMP, GIF) and PDF files; - reads standard input
cli-arg-password-stdin = Read the app password from the first line of standard input; the rest follows
cli-arg-recovery-stdin = Open with the recovery sheet: its text is a line of standard input, after the password
cli-arg-snapshot = Bring back this earlier state (snapshots), whole or only the accounts named
cli-arg-backup = Bring back the vault from a backup. The recovery sheet is needed
cli-arg-older = Open the vault although it is older than the one last seen
cli-arg-key = Put a new key into the keyring when only the sheet opens the vault
cli-arg-to = Folder for backups, better on another disk
cli-arg-keep = How many backups to keep
cli-arg-off = Write no more backups; those that exist stay
cli-arg-file = The backup file
cli-arg-out = Write into a new file (a recovery sheet: a PDF to print)
cli-arg-text = Write out the key of the sheet, to be copied by hand
cli-arg-checked-stdin = Take on a sheet that was made before: its text is a line of standard input
cli-arg-codes-stdin = Read the portal’s list from standard input; it replaces the one before
cli-arg-lines-stdin = Read codes from standard input, one per line, as they are; they replace the ones before
cli-arg-used-stdin = Tick the code in a line of standard input as used
cli-arg-unused-stdin = Take the tick from the code in a line of standard input
cli-arg-length = How many characters, 8 to 64
cli-arg-words = A password of so many words, 2 to 12
cli-arg-no-symbols = Without signs such as # and +: letters and digits only
cli-arg-portal = A password by the rules of a site: gosuslugi, github and others
cli-arg-no-look-alikes = Without look-alikes such as 0 and O, 1 and l
cli-arg-sheet-stdin = Read the text of the sheet from a line of standard input
cli-arg-sheet-qr = Read the QR code of the sheet from a photo
cli-arg-without-sheet = Begin without a recovery sheet: a forgotten password then loses the accounts

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
cli-explain-nothing = There is no page about this. Here is what holds for nearly any site.
cli-explain-others = More about it (propusk-cli explain NAME):
cli-vault-made = A new vault was made: { $path }. Its key lies in the keyring.
cli-recovery-codes-found = { $count ->
    [one] { $count } code found
   *[other] { $count } codes found
}
cli-recovery-codes-rest = { $count ->
    [one] { $count } line was not taken: there is no code in it
   *[other] { $count } lines were not taken: there is no code in them
}
cli-recovery-codes-left = { $name }: { $left } of { $total } left
cli-edited = Changed: { $name }
cli-removed = Deleted: { $name }
cli-removed-advice = It can be brought back for 30 days: propusk-cli restore { $id }
cli-restored = Brought back: { $name }
cli-restored-count = { $count ->
    [one] { $count } account brought back
   *[other] { $count } accounts brought back
}
cli-key-renewed = A new key lies in the keyring. The vault opens by itself again.
cli-opened-by-sheet = Opened with the recovery sheet. To open without it from now on: propusk-cli restore --key --recovery-stdin (keyring) or propusk-cli password set --recovery-stdin (password)
cli-trash-empty = The trash is empty
cli-days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
cli-snapshots-empty = There are no earlier states yet: the first comes with the next change
cli-snapshots-advice = To bring one back whole: propusk-cli restore --snapshot STATE, single accounts: … --snapshot STATE ACCOUNT
cli-point-accounts = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}
cli-point-differences = gone since then { $missing }, changed { $changed }, new { $newer }
cli-backup-written = Backup written: { $path }
cli-backup-checked = Checked: { $accounts } of { $of }
cli-backup-off = No more backups are written. Those that exist stay where they are.
cli-rehearsed = { $count ->
    [one] The backup opens and holds { $count } account
   *[other] The backup opens and holds { $count } accounts
}
cli-rehearsed-when = Saved { $when }
cli-rehearsed-of = Accounts in the vault now: { $count }
cli-sheet-written = The sheet was written: { $path }. Print it and delete the file.
cli-sheet-read-back = Copy or print the sheet, then type its key. An empty line: check later.
cli-sheet-fits = The sheet fits
cli-sheet-unchecked = The sheet is in effect, but was not checked. Check it: propusk-cli recovery check
cli-sheet-not-in-effect = This sheet is not in effect yet. Type its key: propusk-cli recovery new --checked-stdin; where there is no vault yet: propusk-cli password set
cli-sheet-first = First a recovery sheet: without one there is no way past a forgotten password. To make it: propusk-cli recovery new --out sheet.pdf
cli-sheet-missing = There is no recovery sheet: a forgotten password loses the accounts. To make one: propusk-cli recovery new --out sheet.pdf
cli-vault-made-with-password = A new vault with an app password was made. It needs no keyring.
cli-password-set = The app password opens the vault now. The keyring holds its key no longer.
cli-password-changed = The password was changed. The former one opens nothing any more.
cli-password-removed = There is no password any more: the key lies in the keyring
cli-ask-password = App password:
cli-ask-new-password = New password:
cli-ask-new-password-again = Once more:
cli-ask-sheet = Key of the recovery sheet (not shown on the screen):

cli-camera = Show the QR code to the camera. To stop: Ctrl+C
cli-list-none = Nothing was found.
cli-list-empty = There are no accounts yet. To add one: propusk-cli add --screen
cli-batch = This is transfer QR code { $index } of { $size }. Add the others, too.
cli-code-nearly-over = { $count ->
    [one] { $count } second left: better wait for the next code
   *[other] { $count } seconds left: better wait for the next code
}
cli-code-left = { $code }  { $seconds } s
cli-copied = { $count ->
    [one] Code copied, valid for { $count } more second. It will leave the clipboard by itself
   *[other] Code copied, valid for { $count } more seconds. It will leave the clipboard by itself
}
cli-copied-next = { $count ->
    [one] Next code copied, valid in { $count } second. It will leave the clipboard by itself
   *[other] Next code copied, valid in { $count } seconds. It will leave the clipboard by itself
}
cli-copied-pressed = Code copied. It will leave the clipboard by itself
cli-copy-waits = { $count ->
    [one] The code is about to change. The next one will be copied in { $count } second
   *[other] The code is about to change. The next one will be copied in { $count } seconds
}

# What can be done about a vault that did not open.
cli-ways = What you can do: { $ways }
cli-way-retry = repeat the command
cli-way-unlock = unlock the keyring and repeat the command
cli-way-password = with the app password: propusk-cli … --password-stdin
cli-way-sheet = with the recovery sheet: propusk-cli … --recovery-stdin
cli-way-backup = from a backup: propusk-cli restore --backup FILE --recovery-stdin
cli-way-new-vault = begin a new one and keep the former key: propusk-cli add … --new-vault
cli-way-open-older = open this older one: propusk-cli restore --older
cli-way-new-with-password = begin with an app password, without a keyring: propusk-cli password set

# Errors that need other words here than in the window, and those that happen only here.
cli-error-ffmpeg-missing = Looking through a camera needs the program ffmpeg
    .advice = Install it: sudo apt install ffmpeg on Debian and Ubuntu, brew install ffmpeg on macOS, winget install ffmpeg on Windows. Or give a picture: --qr FILE
cli-error-camera-not-named = Which camera?
    .advice = Name it: --camera "NAME". The names are shown by ffmpeg -list_devices true -f dshow -i dummy
cli-error-camera-absent = There is no camera
    .advice = Connect it and repeat the command, or name it: --camera DEVICE. Or give a picture: --qr FILE
cli-error-camera-denied = The system did not allow the camera
    .advice = Allow it in the system’s settings and repeat the command. On Linux the group video helps.
cli-error-camera-failed = The camera did not start: { $detail }
    .advice = Check that it is connected and that the path is right, and repeat the command.
cli-error-camera-saw-nothing = The camera saw no QR code in a minute
    .advice = Bring it closer, hold it straight, add some light and repeat the command.
cli-error-video-unreadable = This video cannot be read
    .advice = Check that the file is whole and that it is a video. A picture is read by --qr FILE
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
cli-error-copied-meanwhile = The code was not copied: something else was copied meanwhile
    .advice = Run the command again if you need it.
cli-error-copy-slept = The code was not copied: too much time has passed, or the clock was set
    .advice = Run the command again.
cli-error-watch-without-time = A counter-based code does not change with time
    .advice = Run the command without --watch.
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
cli-error-no-qr-on-screen = There is no QR code on the screen
    .advice = Open the portal’s page with the QR code and run the command again. If it is small, enlarge the page (Ctrl +).
cli-error-screen-cancelled = The picture of the screen was cancelled
    .advice = Repeat the command and allow the picture when the system asks.
cli-error-screen-unavailable = The screen could not be read: { $detail }
    .advice = Save the QR code as a picture and give it: --qr FILE
cli-error-clipboard-unavailable = The clipboard does not answer: { $detail }
    .advice = Try again, or give a picture: --qr FILE
cli-error-picture-format = Propusk does not read { $detail } pictures
    .advice = Save it as PNG or JPEG, or open it on the screen: --screen
cli-error-pdf-locked = This PDF is locked with a password
    .advice = Open it on the screen so that the whole QR code is visible: --screen
cli-error-file-not-found = There is no such file: { $detail }
    .advice = Check the name and the folder.
cli-error-file-unreadable = The file cannot be opened: { $detail }
    .advice = Check that it is an ordinary file and that you may read it.
cli-error-key-without-vault = The keyring holds a key, but there is no vault
    .advice = If the data folder was moved, bring it back. If you no longer need the former vault: propusk-cli add … --new-vault
cli-error-password-needed = The app password is needed
    .advice = Give it as the first line of standard input: propusk-cli … --password-stdin. If you forgot it: propusk-cli … --recovery-stdin
cli-error-sheet-needed = The key of the recovery sheet is needed
    .advice = Give it as a line of standard input: propusk-cli … --recovery-stdin
cli-error-line-too-long = The line of standard input is too long for a password or a key
    .advice = Give the password as the first line, and the key of the sheet as one line after it.
cli-error-line-not-text = The line of standard input is no text
    .advice = Give it in UTF-8.
cli-error-passwords-differ = The two passwords that were typed differ
    .advice = Repeat the command and type the new password twice. Nothing was changed.
cli-error-wrong-password = The password is wrong
    .advice = Check the keyboard layout and Caps Lock. If you forgot it, set a new one with the sheet: propusk-cli password set --recovery-stdin
cli-error-password-file-damaged = The file with the key under the password is damaged
    .advice = The accounts are safe. Set a new password with the recovery sheet: propusk-cli password set --recovery-stdin
cli-error-password-is-set = There is an app password already
    .advice = To change it: propusk-cli password change. If you forgot it: propusk-cli password set --recovery-stdin
cli-error-no-password = There is no app password: the keyring opens the vault
    .advice = To set one: propusk-cli password set
cli-error-no-sheet-yet = Without a recovery sheet there is no way past a forgotten password
    .advice = Make a sheet: propusk-cli recovery new --out sheet.pdf, and type its key: propusk-cli password set --recovery-stdin. To begin without one: --without-sheet
cli-error-sheet-first = A recovery sheet comes first
    .advice = Make it: propusk-cli recovery new --out sheet.pdf, and check it: propusk-cli recovery check
cli-error-sheet-wrong = This sheet belongs to another vault
    .advice = Look for another: a sheet has a date and usually the beginning of the number of its vault. After a new sheet was made the old one opens nothing.
cli-error-no-sheet-qr = The picture has no QR code of a recovery sheet
    .advice = Take the photo nearer and straighter, or type the key of the sheet: propusk-cli recovery check
cli-error-new-key-first = The sheet has opened the vault, which has no other key now
    .advice = First a new key: propusk-cli restore --key --recovery-stdin, or a password: propusk-cli password set --recovery-stdin
cli-error-key-needs-sheet = A new key goes into the keyring when the sheet has opened the vault
    .advice = Give the key of the sheet: propusk-cli restore --key --recovery-stdin
cli-error-file-exists = There is such a file already: { $detail }
    .advice = It was not changed. Name another file.
cli-error-file-not-written = The file cannot be written: { $detail }
    .advice = Check the space on the disk and the permissions, or choose another folder.
cli-error-no-backup-folder = No folder for backups was chosen
    .advice = Name one, better on another disk: propusk-cli backup --to DIR
cli-error-backup-folder-missing = The folder for backups is not there
    .advice = Connect the disk, or name another folder: propusk-cli backup --to DIR
cli-error-point-not-found = There is no such state
    .advice = See the list: propusk-cli snapshots
cli-error-vault-exists = There is a vault here already
    .advice = It was not changed. If the password was forgotten or the key is gone, the sheet opens it: propusk-cli … --recovery-stdin. To restore the backup in its place, rename the data folder (propusk-cli doctor names it) and repeat.
cli-error-no-vault-yet = There is no vault yet
    .advice = It comes with the first account: propusk-cli add. To bring one back from a backup: propusk-cli restore --backup FILE --recovery-stdin
cli-restored-from-previous = The vault file was damaged. This is what was saved { $when }: the last change may be missing.
cli-unreadable = { $count ->
    [one] { $count } account cannot be read by this version; it stays in the vault as it is
   *[other] { $count } accounts cannot be read by this version; they stay in the vault as they are
}
cli-error-busy = Another program is using the vault
    .advice = Close the window of Propusk or wait until the other command ends, and repeat. Nothing was changed.
error-migration-unsupported = A transfer QR code cannot hold this account: { $detail }
    .advice = Move it with a QR code of its own or with its URI.
error-too-large = This is larger than { $detail } MiB
    .advice = Divide it into parts.
error-too-many-entries = There are more than { $detail } accounts
    .advice = Divide them into parts.

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
    .advice = Give the keyring a password in the program "Passwords and Keys", or set an app password: propusk-cli password set
cli-doctor-vault-ok = { $count ->
    [one] The vault opens and holds { $count } account
   *[other] The vault opens and holds { $count } accounts
}
cli-doctor-vault-none = There is no vault yet; it comes with the first account
cli-doctor-keyring-not-needed = The keyring does not answer, but a vault with a password does not need it
cli-doctor-vault-locked = The app password closes the vault, it was not looked into
    .advice = To check it as well: propusk-cli doctor --password-stdin
cli-doctor-guard-keyring = The keyring opens the vault
cli-doctor-guard-password = The app password opens the vault
cli-doctor-guard-sheet = Only the recovery sheet opened the vault
    .advice = A new key: propusk-cli restore --key --recovery-stdin, or a password: propusk-cli password set --recovery-stdin
cli-doctor-recovery-none = There is no recovery sheet: without the key in the keyring or the password the vault does not open
    .advice = Make one: propusk-cli recovery new --out sheet.pdf
cli-doctor-recovery-unchecked = The recovery sheet was made { $when }, but not checked
    .advice = Type its key: propusk-cli recovery check
cli-doctor-recovery-ok = The recovery sheet was checked { $when }
cli-doctor-switch-ok = No exchange of the key was interrupted
cli-doctor-switch-unfinished = An exchange of the key was interrupted and is not finished
    .advice = It finishes by itself once the vault opens together with the keyring: propusk-cli list
cli-doctor-device-key-ok = The file with the key under the password and its copy are there
cli-doctor-device-key-switching = A change of the password was interrupted
    .advice = It finishes by itself once the vault opens: propusk-cli list --password-stdin
cli-doctor-device-key-one-left = Of the two files with the key under the password one is whole
    .advice = The other comes back when the password is changed: propusk-cli password change
cli-doctor-device-key-damaged = The files with the key under the password are damaged
    .advice = The accounts are safe. Set a new password with the recovery sheet: propusk-cli password set --recovery-stdin
cli-doctor-snapshots-ok = { $count ->
    [one] There is { $count } earlier state that can be brought back
   *[other] There are { $count } earlier states that can be brought back
}
cli-doctor-unreadable = { $count ->
    [0] All accounts can be read
   *[other] Accounts that this version cannot read: { $count }
}
    .advice = Update Propusk. They stay in the vault as they are.
cli-doctor-quarantine = { $count ->
    [0] No damaged files were put aside
   *[other] Files put aside because they did not open: { $count }
}
    .advice = They are here: { $path }. Those that open now: propusk-cli snapshots
cli-doctor-backup-none = No backups are written
    .advice = Choose a folder, better on another disk: propusk-cli backup --to DIR
cli-doctor-backup-never = No backup was written yet: { $path }
    .advice = Write the first: propusk-cli backup
cli-doctor-backup-failed = The backup failed { $when }: { $why } ({ $path })
    .advice = Check the folder and repeat: propusk-cli backup
cli-doctor-backup-partly = In the backup of { $when } { $accounts } of { $of } opened ({ $path })
    .advice = Write a new one: propusk-cli backup
cli-doctor-backup-ok = { $count ->
    [0] Today's backup of { $when } was checked: { $accounts } of { $of } ({ $path })
    [one] The backup of { $when } ({ $count } day ago) was checked: { $accounts } of { $of } ({ $path })
   *[other] The backup of { $when } ({ $count } days ago) was checked: { $accounts } of { $of } ({ $path })
}
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

### The recovery sheet on paper (crates/sheet). Numbers of groups as on the sheet

sheet-print-title = Propusk recovery sheet
sheet-print-made = Made on { $date }
sheet-print-day = { $day } { $month ->
    [january] January
    [february] February
    [march] March
    [april] April
    [may] May
    [june] June
    [july] July
    [august] August
    [september] September
    [october] October
    [november] November
   *[december] December
} { $year }
sheet-print-vault = Vault { $id }
sheet-print-purpose = This sheet opens your codes when the computer is broken, is gone or has lost its key. The codes themselves are not on it: you also need the vault or a backup of it.
sheet-print-qr = QR code of the recovery key
sheet-print-key = Recovery key
sheet-print-key-hint = The small numbers count the groups; do not type them.
sheet-print-open = How to open the codes on a new computer
sheet-print-open-install = Install Propusk and open it.
sheet-print-open-choose = Press “Open with the recovery sheet” or, if there is no such button, “Restore from a backup”.
sheet-print-open-backup = Choose the backup file: its name ends in .age. If the folder with the vault is already in place, there is nothing to choose.
sheet-print-open-key = Type the key from this sheet (the line AGE-SECRET-KEY-1 may be left out) or read the QR code from a picture, such as a scan.
sheet-print-age = How to open without Propusk
sheet-print-age-install = Install the program age (age-encryption.org).
sheet-print-age-file = Write the key to a file key.txt: all on one line, beginning with AGE-SECRET-KEY-1, without spaces and without group numbers.
sheet-print-age-run = Put the vault, vault.age, or a backup renamed to vault.age beside that file and run this command:
sheet-print-age-command = age -d -i key.txt vault.age
sheet-print-age-after = It shows everything in the vault. Then delete key.txt.
sheet-print-keep = How to keep it
sheet-print-keep-where = Keep the sheet with your passport and other important papers. Do not take a photo of it with a phone and do not put it in a cloud.
sheet-print-keep-who = Whoever has this sheet and a copy of the vault can open all your codes.
sheet-print-keep-renewed = Once you make a new sheet, this one no longer opens the vault. It still opens older backups in other places, so destroy it.

error-sheet-not-drawn = The recovery sheet could not be made: { $detail }
    .advice = Try again. If that does not help, copy the key from the screen by hand.
error-sheet-too-short = Not everything is typed: { $detail } characters, the sheet has 58
    .advice = Compare the groups by their numbers: four characters in each, two in the last. The line AGE-SECRET-KEY-1 does not count.
error-sheet-too-long = Too much is typed: { $detail } characters, the sheet has 58
    .advice = Compare the groups by their numbers: four characters in each, two in the last. The line AGE-SECRET-KEY-1 does not count.
error-sheet-wrong-character = A character that is on no sheet, group { $detail }
    .advice = Switch the keyboard to English and compare this group with the sheet. The key has no letters B, I, O and no digit 1.
error-sheet-wrong-group = A mistake in group { $detail }
    .advice = Look at group { $detail } on the sheet and type it again. The rest is right.
error-sheet-wrong-checksum = There is more than one mistake in the key
    .advice = Compare all groups with the sheet one after another.

### QR codes of accounts on paper (crates/sheet)

codes-print-title = QR codes from Propusk
codes-print-made = Made on { $date } · Accounts: { $count }
codes-print-warning = Whoever takes these pages, or a photo of them, has all your codes. Keep them with your passport, and destroy them when you no longer need them.
codes-print-scan = In the new app choose to add an account by QR code and point the camera at the code. Long names are shortened here, and characters that the font lacks are printed as ◊: the code itself holds the whole name.
codes-print-qr = QR code: { $name }
codes-print-time = By time · digits: { $digits } · new every { $number } s · { $algorithm }
codes-print-counter = By counter · digits: { $digits } · next: { $number } · { $algorithm }
codes-print-steam = Steam Guard · characters: 5 · new every 30 s
codes-print-yandex = Yandex · letters: 8 · new every 30 s
codes-print-motp = mOTP · characters: 6 · new every 10 s
codes-print-page = Page { $page } of { $pages }

### Errors: lock, sheet and backups in the window

error-links-off = Links from other programs are switched off
    .advice = Switch on “Open otpauth links” in the settings and open the link again. Or copy it and paste it here: Ctrl+V.
error-links-not-installed = Propusk is not installed in the system, so links cannot reach it
    .advice = Install the package of Propusk and switch this on again. Until then a link can be copied and pasted into the window: Ctrl+V.
error-links-not-registered = The system did not choose Propusk for otpauth links
    .advice = Choose it in the system settings, under default apps, and switch this on again.
error-links-not-here = On this system links are not passed on yet
    .advice = Copy the link and paste it into the window: Ctrl+V.
error-autostart-sandboxed = Starting with the system cannot be switched on from Flatpak
    .advice = Add Propusk to the startup apps in the system settings.
error-keys-taken = Another program has the keys { $detail }
    .advice = Press on them and choose others.
error-keys-unusable = Programs need these keys themselves
    .advice = Hold at least two of Ctrl, Alt, Shift, Super and press a letter, a digit or F1–F12.
error-keys-used-twice = Propusk has these keys already
    .advice = Choose different ones for each action.
error-no-favourite = There is no favourite
    .advice = Add an account to the favourites, and these keys will take its code.
error-nowhere-to-type = There is nowhere to type the code
    .advice = Put the cursor into the field for the code in another program and press the keys again.
error-code-ends-soon = The code is about to change
    .advice = Wait a few seconds and press the keys again.
error-typing-failed = The code was not typed
    .advice = Let go of all keys and try again, or copy the code.
error-autostart-failed = Starting with the system was not changed
    .advice = Check that the folder autostart among the settings in your home folder can be written to.
error-search-failed = The system's search was not connected
    .advice = It takes a D-Bus session bus, on which only one program can answer. Close the other Propusk and try again.
error-search-not-here = On this system the search asks no programs
    .advice = Search in the window of Propusk: just begin to type.
error-locked = Propusk is locked
    .advice = Unlock it and try again.
error-unsaved-at-lock = The last change is not on the disk yet
    .advice = Free some space or reconnect the disk, then lock again. If you lock now, this change is lost.
error-recovery-sheet-is-no-code = This is a recovery sheet, not a QR code for codes
    .advice = Keep it apart. To add an account, find the QR code on the page of the site.
error-no-new-sheet = No new sheet was begun
    .advice = Begin again: Settings, Recovery sheet.
error-sheet-not-checked = The new sheet replaces the old one only after it was checked
    .advice = Read the QR code of the new sheet or type its key. Until then the old sheet holds.
error-qr-is-no-sheet = This QR code holds no recovery key
    .advice = The QR code of the recovery sheet is needed. If it cannot be read, type the key.
error-help-print-failed = The print dialog did not open
    .advice = Try again. The command propusk-cli explain shows the same pages.
error-print-failed = The print dialog did not open
    .advice = Save the sheet as a PDF and print it with another program.
error-no-backup-folder = No folder for backups is chosen
    .advice = Choose one in the backup settings.
error-no-backup-chosen = No backup file is chosen
    .advice = Choose it again.

# Accounts from other apps.
cli-about-import = Take accounts from a file of another app
cli-about-formats = Show which apps' files can be read
cli-arg-sources = Files: an export of another app, or pictures with QR codes
cli-arg-dry-run = Only show what is in the file; the vault is not opened
cli-arg-key-file = Key file of a KeePass database
cli-arg-manifest = The manifest.json that lies beside a Steam file
cli-arg-vault-password-stdin = Read the app password from the first line of standard input; --password-stdin is about the file here
cli-ask-file-password = Password of the file:
cli-import-conflict = { $name }: an account of this name is there already with another key. Both are kept.
cli-import-incomplete = The transfer is not complete: { $read } pictures of { $of }. The others can come later.
cli-import-plain-file = The file is not encrypted: whoever reads it gets your codes. Delete it when you no longer need it.
cli-error-file-password-needed = The file is locked with a password
    .advice = Give it as the first line of standard input: propusk-cli import … --password-stdin
cli-error-file-wrong-password = This is not the password of the file
    .advice = It is the password that you chose when you made the export. Check the keyboard layout and Caps Lock.
cli-error-key-file-needed = The database needs its key file besides the password
    .advice = Name it: propusk-cli import … --key-file FILE
cli-error-companion-needed = This file needs the manifest.json of the same folder
    .advice = Name it: propusk-cli import … --manifest FILE
cli-about-export = Write accounts to a file for another app, or a copy locked with a password
cli-arg-accounts = Id, portal or name; without any all accounts
cli-arg-format = propusk (a copy locked with a password), aegis (locked with --password-stdin), uri-list, 2fas, google, pdf
cli-exported = { $count ->
    [one] { $count } account written
   *[other] { $count } accounts written
}
cli-export-plain = The file is not encrypted: whoever reads it gets your codes. Do not send it, and delete it once the accounts have moved.
cli-error-out-needed = Say which file to write
    .advice = propusk-cli export … --out FILE
cli-import-found = { $count ->
    [one] { $count } account found; nothing was changed
   *[other] { $count } accounts found; nothing was changed
}
cli-error-no-file-read = None of the files could be read
    .advice = Each has its own reason, given above. Nothing was changed.

### The tray and notifications

tray-show = Show
tray-add = Add
tray-lock = Lock
tray-quit = Quit
tray-no-favourites = Your favourites will be here
tray-copied = Code copied, { $seconds } s
tray-copied-counter = Code copied
