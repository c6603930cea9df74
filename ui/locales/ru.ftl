# Пропуск: все слова окна, значка в трее и командной строки. Русский пишется первым.
# Ошибка с кодом not_base32 живёт под именем error-not-base32: значение говорит, что случилось,
# атрибут .advice — что сделать. { $detail } — несекретная подробность, { $code } — код ошибки.

app-name = Пропуск
window-did-not-start = Окно не запустилось. Обновите компонент WebKitGTK (Linux) или WebView2 (Windows) и откройте Пропуск снова. Ваши записи не тронуты.
choose-picture-title = Картинка с QR-кодом
choose-picture-filter = Картинки
choose-account-picture-title = Картинка для записи
window-choose-backup-title = Резервная копия
window-choose-backup-filter = Резервные копии
window-choose-backup-folder-title = Папка для резервных копий
window-import-title = Файлы прежнего приложения
window-import-companion-title = Файл, который нужен к этому
window-export-title = Сохранить записи
window-export-name = Пропуск — записи
window-codes-title = QR-коды
window-recovery-codes-title = Коды восстановления
window-sheet-title = Лист восстановления
window-save-sheet-title = Сохранить лист восстановления
window-save-sheet-name = Пропуск — лист восстановления.pdf

### Параметры программы

arguments-help =
    Вызов: propusk [--hidden] [ФАЙЛ или ССЫЛКА…]

      ФАЙЛ       картинка с QR-кодом, резервная копия или файл другого приложения
      ССЫЛКА     otpauth:// или otpauth-migration://, если это разрешено в настройках
      --hidden   не показывать окно сразу
      --version  показать версию
      --help     показать эту справку

    Коды в терминале показывает propusk-cli.
arguments-unknown = нет параметра { $name }. Все параметры покажет propusk --help
arguments-scheme = ссылки { $scheme } Пропуск не открывает, только otpauth и otpauth-migration
arguments-unreadable = одну из ссылок не удалось прочитать
arguments-too-many = столько файлов за один раз Пропуск не открывает
search-result-note = Скопировать код

### Окно

opening = Открываю хранилище…
close = Закрыть
back = Назад
retry = Попробовать ещё раз
error-code-line = Код ошибки: { $code }
account-unnamed = Без названия
type-totp = код по времени
type-hotp = код по нажатию
type-steam = Steam
type-yandex = Яндекс
type-motp = mOTP

### Главный вид

search-label = Поиск по учётным записям
search-placeholder = Найти
search-clear = Очистить поиск
search-nothing = По запросу «{ $query }» ничего нет
add = Добавить
tags-label = Метки
tags-all = Все
list-label = Учётные записи
card-left = ещё { $seconds } с
card-soon = осталось { $seconds } с
card-then = далее { $next }
card-copied = скопирован
card-copied-wait = новый: { $seconds } с
card-next-copied = следующий скопирован
card-next-copied-wait = { $seconds } с
card-counter-hint = код по нажатию
card-copy-hint = скопировать
card-wait = подождите { $seconds } с
card-hidden = показать
card-hidden-copy = скопировать
beside-tag = метка:
beside-note = заметка:
card-waiting = обновляю…
card-no-pin = нет ПИН-кода
card-next-code = Следующий код
card-unconfirmed = не подтверждена
card-menu = Действия: { $account }
# Имя карточки для программ чтения с экрана складывается из этих частей через запятую.
spoken-code = код { $code }
spoken-favourite = избранная
spoken-hidden = код скрыт
spoken-left = { $seconds ->
    [one] осталась { $seconds } секунда
    [few] осталось { $seconds } секунды
   *[other] осталось { $seconds } секунд
}
spoken-copied-wait = { $seconds ->
    [one] скопирован, следующий через { $seconds } секунду
    [few] скопирован, следующий через { $seconds } секунды
   *[other] скопирован, следующий через { $seconds } секунд
}
spoken-copied = скопирован
spoken-next-copied = следующий код скопирован
spoken-copied-announce = Код скопирован: { $account }
spoken-next-copied-announce = { $seconds ->
    [one] Следующий код скопирован: { $account }. Он начнёт действовать через { $seconds } секунду
    [few] Следующий код скопирован: { $account }. Он начнёт действовать через { $seconds } секунды
   *[other] Следующий код скопирован: { $account }. Он начнёт действовать через { $seconds } секунд
}
copy-waits = Код вот-вот сменится. Следующий скопируется сам через { $seconds } с
copy-take-next = Скопировать следующий сейчас
copied-again = Код скопирован ещё раз. Если его уже вводили, портал его не примет: дождитесь следующего.
copied-again-counter = Код скопирован ещё раз. Если его уже вводили, нажмите «Следующий код».
menu-copy = Скопировать код
menu-copy-next = Скопировать следующий код
menu-confirm = Проверить код на портале
menu-edit = Изменить
menu-favourite = В избранное
menu-favourite-off = Убрать из избранного
menu-select = Отметить
menu-up = Выше
menu-down = Ниже
favourite-on = В избранном: { $account }
favourite-off = Убрано из избранного: { $account }
moved = { $account }: теперь { $place } из { $total }
move-other-order = Переставлять записи можно, когда они стоят в своём порядке
move-own-order = Свой порядок
move-not-in-search = При поиске сначала показаны самые подходящие записи. Чтобы переставлять, очистите поиск
main-menu = Меню
main-menu-select = Отметить несколько
main-menu-tags = Метки
main-menu-duplicates = Одинаковые записи
order-own = Свой порядок
select-label = Действия с отмеченными
select-count = { $count ->
    [0] Отметьте нужные записи
    [one] Отмечена { $count } запись
    [few] Отмечены { $count } записи
   *[other] Отмечено { $count } записей
}
select-end = Снять отметки
select-all = Все ({ $count })
select-tag = Метки
select-export = Выгрузить
select-remove = Удалить
menu-remove = Удалить
removed = Удалено: { $account }
removed-many = { $count ->
    [one] Удалена { $count } запись
    [few] Удалены { $count } записи
   *[other] Удалено { $count } записей
}
undo = Вернуть
restored = Возвращено: { $account }
restored-many = { $count ->
    [one] Возвращена { $count } запись
    [few] Возвращены { $count } записи
   *[other] Возвращено { $count } записей
}
clipboard-cleared = Скопированное убрано из буфера обмена
unsaved-title = Изменения не сохранены
unsaved-retry = Сохранить
banner-sheet-none = Лист восстановления ещё не сделан
banner-sheet-none-keyring = Без него сброс связки ключей отнимет коды.
banner-sheet-none-password = Без него забытый пароль отнимет коды.
banner-sheet-make = Сделать
banner-sheet-unchecked = Лист ещё не проверен
banner-sheet-unchecked-why = Убедитесь, что он откроет хранилище.
banner-sheet-check = Проверить
banner-opened-by-sheet = Ключа на этом компьютере нет
banner-opened-by-sheet-why = Хранилище открыто листом, и в следующий раз он понадобится снова.
banner-opened-by-sheet-mend = Задать
banner-backup = Резервная копия не сделана
banner-backup-mend = Открыть
banner-clear = Ключ хранилища лежит на диске открыто
banner-clear-why = У связки ключей нет пароля. Его заменит пароль приложения.
banner-clear-mend = Задать
banner-clock-mend = Проверить часы
banner-fraud = Никому не называйте код
banner-fraud-why = Ни портал, ни банк, ни полиция не спрашивают его по телефону или в переписке. Вводите код только на странице, которую открыли сами.
banner-fraud-more = Подробнее
banner-unconfirmed = { $count ->
    [1] Не проверено на портале: { $account }
    [one] Не проверена на портале { $count } запись
    [few] Не проверены на портале { $count } записи
   *[other] Не проверено на портале { $count } записей
}
banner-unconfirmed-why = Введите код один раз и убедитесь, что вход работает.
banner-unconfirmed-mend = Проверить
banner-dismiss = Скрыть сообщение

### Пустое хранилище

welcome-title = Здесь появятся ваши коды для входа
welcome-text = Добавьте QR-код с портала, и Пропуск будет показывать код, который портал спрашивает при входе.
help-portal = Как включить вход с подтверждением

### Добавление

add-title = Добавить учётную запись
add-intro = Откройте на портале страницу с QR-кодом: окно браузера может оставаться за этим окном.
add-screen = Найти QR-код на экране
add-screen-note = все мониторы, снимок не сохраняется
add-screen-busy = Ищу QR-код…
add-clipboard = Вставить из буфера
add-picture = Выбрать картинку…
add-picture-note = или перетащите сюда
add-camera = Показать камере
add-manual = Ввести ключ вручную
add-busy = Читаю…
drop-here = Отпустите картинку с QR-кодом или файл другого приложения
drop-not-now = Сначала закройте то, что открыто
given-not-now = Сначала закройте то, что открыто. Ссылка или файл откроется следом.
given-waits = Ссылка или файл откроется сразу, как откроется хранилище.
manual-title = Ввести ключ вручную
manual-intro = Ключ — это буквы и цифры, которые портал показывает рядом с QR-кодом.
field-issuer = Сервис
field-issuer-hint = например, Госуслуги
field-name = Имя или номер телефона
field-name-hint = чтобы отличать записи друг от друга
field-key = Ключ
field-key-hint = пробелы и большие или маленькие буквы не важны
field-pin = ПИН-код
field-pin-hint = тот, который вы придумали на сайте
field-type = Вид кода
field-algorithm = Алгоритм
field-digits = Цифр в коде
field-period = Срок кода, с
field-counter = Счётчик
manual-more = Подробно
manual-type-totp = По времени
manual-type-hotp = По нажатию (HOTP)
manual-continue = Продолжить
preview-title = Проверьте и добавьте
preview-confirm = Добавить
preview-confirm-many = { $count ->
    [one] Добавить { $count } запись
    [few] Добавить { $count } записи
   *[other] Добавить { $count } записей
}
preview-found = { $count ->
    [one] Найдена { $count } запись
    [few] Найдены { $count } записи
   *[other] Найдено { $count } записей
}
preview-all = Выбрать все
preview-leave = Не добавлять
preview-none-chosen = Отметьте хотя бы одну запись
preview-params = { $digits ->
    [one] { $digits } цифра
    [few] { $digits } цифры
   *[other] { $digits } цифр
}, новый код каждые { $period } с, { $algorithm }
preview-params-counter = { $digits ->
    [one] { $digits } цифра
    [few] { $digits } цифры
   *[other] { $digits } цифр
}, код по нажатию (счётчик { $counter }), { $algorithm }
preview-params-letters = { $count ->
    [one] { $count } знак
    [few] { $count } знака
   *[other] { $count } знаков
}, новый код каждые { $period } с ({ $type })
preview-duplicate = Такой ключ уже есть: { $account }.
preview-duplicate-advice = Если добавить ещё раз, коды будут одинаковыми.
preview-refused = Не подошли
preview-batch = Это картинка { $index } из { $size }
preview-batch-several = Прочитано картинок: { $count } из { $size }
preview-still = Снимок экрана с найденными QR-кодами
preview-still-advice = Нажмите на код, чтобы взять его или оставить. Снимок нигде не сохраняется.
preview-batch-advice = Остальные откройте потом, в любом порядке.
camera-title = Камера
camera-intro = Покажите камере QR-код портала: с другого экрана, с телефона или с бумаги.
camera-next = Добавлено. Осталось картинок: { $left }. Покажите камере следующую.
camera-preview = Изображение с камеры
camera-starting = Включаю камеру…
camera-choose = Камера
camera-number = Камера { $number }
camera-mirror = Показывать как в зеркале
camera-hint-nothing = QR-код пока не виден. Поднесите его ближе и держите ровно, добавьте света. Если он на телефоне, сделайте экран ярче.
camera-hint-too-small = QR-код слишком мелкий. Поднесите его ближе или увеличьте.
camera-hint-cut-off = QR-код виден не целиком. Отодвиньте его немного, чтобы вокруг были поля.
camera-hint-blurred = QR-код нерезкий. Держите его неподвижно на расстоянии вытянутой руки.
batch-next = Добавлено. Осталось картинок: { $left }. Откройте следующую.
added-many = { $count ->
    [one] Добавлена { $count } запись
    [few] Добавлены { $count } записи
   *[other] Добавлено { $count } записей
}

### Перенос из другого приложения

import-title = Перенести записи сюда
import-what = Выберите файлы, которые сохранило прежнее приложение, или картинки с его QR-кодами. Какое это приложение, Пропуск узнает по содержимому. До вашего согласия ничего не добавится.
import-choose = Выбрать файлы…
import-choose-other = Выбрать ещё файлы…
import-paste = Вставить из буфера
import-paste-note = файлы, картинку или текст
import-screen = Найти QR-код на экране
import-screen-note = все мониторы, снимок не сохраняется
import-drop = Файлы можно и перетащить сюда, сразу несколько.
import-ways = Как выгрузить записи из своего приложения
import-way-google = Google Authenticator
    .how = Меню → «Перенести аккаунты» → «Экспорт». Сфотографируйте QR-коды с экрана телефона и откройте снимки здесь.
import-way-export = Aegis, 2FAS, Ente, Proton, Stratum, FreeOTP+
    .how = В настройках приложения: «Экспорт» или «Резервная копия». Подойдёт и файл с паролем.
import-way-managers = Bitwarden, 1Password, KeePass, Apple
    .how = Выгрузите хранилище в файл: JSON, CSV, 1PUX или сама база KDBX. Пропуск возьмёт из него только коды.
import-way-steam = Steam
    .how = Нужен файл maFile из Steam Desktop Authenticator; если он зашифрован, то и manifest.json.
import-way-none = Microsoft, Authy, Duo, Okta, Kaspersky, Battle.net
    .how = Выгрузки у них нет. На каждом сайте выключите вход с подтверждением, включите снова и отсканируйте новый QR-код.
import-way-yandex = Яндекс Ключ
    .how = Выгрузки нет. Включите вход с одноразовым паролем заново на странице Яндекс ID: Пропуск умеет и восьмибуквенные коды.
import-more = Добавить к этому
import-past = Перенесено с начала работы
import-past-line = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}, { $date }
import-from-nothing = Из буфера или с экрана
import-file-of = Похоже на файл { $app }
import-password = Пароль этого файла
import-password-hint = тот, который вы задали в прежнем приложении
import-sheet-key = Ключ с листа восстановления
import-sheet-key-hint = лист от того хранилища, из которого файл
import-open = Открыть
import-key-file = Выбрать файл-ключ…
import-key-file-why = База не открылась. Введите её пароль, выберите файл-ключ или дайте и то и другое.
import-companion = Выбрать manifest.json…
import-companion-why = Ключ к этому файлу лежит в файле manifest.json. Обычно он в той же папке.
import-reading = Читаю…
import-deriving = Делаю из пароля ключ
import-deriving-why = Это нарочно медленно: так пароль трудно подобрать. Сколько осталось, заранее не известно.
import-elapsed = { $seconds ->
    [one] Прошла { $seconds } секунда
    [few] Прошло { $seconds } секунды
   *[other] Прошло { $seconds } секунд
}
import-cancel = Остановить
import-none-usable = Подходящих записей нет
import-transfer = Перенос из Google Authenticator: прочитано { $read } из { $of }
import-transfer-more = Откройте остальные QR-коды в любом порядке. Повторы не мешают.
import-transfer-whole = Все QR-коды переноса прочитаны.
import-lost-period = QR-код для переноса не хранит срок кода, поэтому у этих записей он 30 секунд, как почти везде. Проверьте первый код каждой на её сайте.
import-holds-passwords = В этом файле лежат и пароли, открыто. Пропуск берёт из него только коды.
import-repeat = В одном из источников нового нет: всё это уже прочитано.
import-new = { $count ->
    [one] { $count } новая запись
    [few] { $count } новые записи
   *[other] { $count } новых записей
}
import-conflicts = { $count ->
    [one] { $count } запись с именем, которое уже есть
    [few] { $count } записи с именами, которые уже есть
   *[other] { $count } записей с именами, которые уже есть
}
import-conflicts-note = ключ другой, поэтому останутся обе записи
import-conflict = Запись с таким именем уже есть, но ключ у неё другой. Какая верна, покажет первый код.
import-duplicates = { $count ->
    [one] { $count } запись уже есть
    [few] { $count } записи уже есть
   *[other] { $count } записей уже есть
}
import-duplicates-note = с тем же ключом, добавлять не нужно
import-same = Тот же ключ: { $account }
import-favourite = избранное
import-noted = с заметкой
import-pin-hint = без него кодов не будет; можно добавить и позже
import-skipped = { $count ->
    [one] Не подошла { $count } запись
    [few] Не подошли { $count } записи
   *[other] Не подошло { $count } записей
}
import-place = Запись { $place } без имени
import-tags = Группы и папки станут метками. Значки прежнего приложения не переносятся.
import-icons = Значки прежнего приложения не переносятся.
import-early = { $count ->
    [one] Не прочитан { $count } QR-код. Его записи останутся в прежнем приложении, перенести их можно и потом.
    [few] Не прочитаны { $count } QR-кода. Их записи останутся в прежнем приложении, перенести их можно и потом.
   *[other] Не прочитано { $count } QR-кодов. Их записи останутся в прежнем приложении, перенести их можно и потом.
}
import-add-early = { $count ->
    [one] Закончить и добавить { $count } запись
    [few] Закончить и добавить { $count } записи
   *[other] Закончить и добавить { $count } записей
}
import-done-text = Прежнее состояние хранилища сохранено. Не удаляйте записи в старом приложении, пока не проверите здесь хотя бы один код.
import-undo = Отменить этот перенос
import-undo-short = Отменить
import-undone = { $count ->
    [one] Перенос отменён, убрана { $count } запись
    [few] Перенос отменён, убраны { $count } записи
   *[other] Перенос отменён, убрано { $count } записей
}
import-undone-where = Записи лежат в корзине 30 дней.
import-clear-title = { $count ->
    [1] Файл с ключами лежит открыто
   *[other] Файлы с ключами лежат открыто
}
import-clear-why = { $count ->
    [1] Пароля на нём нет: кто его откроет, получит ваши коды. Если он больше не нужен, удалите его.
   *[other] Паролей на них нет: кто их откроет, получит ваши коды. Если они больше не нужны, удалите их.
}
import-left-behind = { $count ->
    [one] Перенесено не всё: { $count } запись есть только в файле.
    [few] Перенесено не всё: { $count } записи есть только в файле.
   *[other] Перенесено не всё: { $count } записей есть только в файле.
}
import-clear-limits = Удаление не трогает копии: в облачной папке, в резервных копиях, в почте, на телефоне. С SSD и флешки специалист может достать файл и после удаления. Корзины у этого удаления нет.
import-delete = Удалить файл
import-deleted = Файл удалён: { $name }
import-close = Готово
welcome-import = Перенести коды из другого приложения
add-import = Перенести из другого приложения…
settings-import-note = из файла или с QR-кодов

### Перенос в другое приложение

export-title = Сохранить или перенести записи
settings-export-note = копия с паролем, файл или QR-коды
export-protected = С паролем
export-open = Открыто, без пароля
export-which = Какие записи
export-all = { $count ->
    [one] { $count } запись
    [few] Все { $count } записи
   *[other] Все { $count } записей
}
export-marked = { $count ->
    [one] Только отмеченные: { $count } запись
    [few] Только отмеченные: { $count } записи
   *[other] Только отмеченные: { $count } записей
}
export-part = Чтобы сохранить часть, отметьте записи в списке.
export-mark = Отметить в списке
export-go = Дальше
export-to-backup = Копия Пропуска
export-to-backup-note = Советуем. Сохраняет всё; откроется здесь же или программой age.
export-to-aegis-encrypted = Aegis, с паролем
export-to-aegis-encrypted-note = для Aegis и приложений, которые читают его файлы
export-to-uri-list = Список ссылок
export-to-uri-list-note = читают почти все приложения
export-to-aegis = Aegis
export-to-aegis-note = вместе с метками и заметками
export-to-two-fas = 2FAS
export-to-two-fas-note = с одной меткой у записи
export-to-google = QR-коды для Google Authenticator
export-to-google-note = в окне, один за другим; файла не будет
export-to-pdf = QR-коды для печати
export-to-pdf-note = файл PDF, у каждой записи свой код
export-password-backup = Придумайте пароль для этого файла. Он не связан с паролем приложения. Забытый пароль не восстановить.
export-password-aegis = Придумайте пароль для этого файла: Aegis спросит его. Забытый пароль не восстановить.
export-warning-title = Файл не будет защищён
export-warning-title-codes = QR-код — это и есть ключ
export-warning-file = В нём лежат ключи всех выбранных записей. Кто его откроет, сможет входить с вашими кодами, и смена пароля на сайте этого не отменит.
export-warning-codes = Кто снимет QR-код с экрана, получит ваши коды. Убедитесь, что на экран никто не смотрит и что он не показан другим.
export-warning-camera = Не делайте снимков экрана: они попадают в галерею и в облако.
export-warning-copies = Не пересылайте файл по почте и в мессенджерах и не кладите в облачную папку. Удалите его сразу, как перенесёте записи.
export-warning-paper = Напечатайте, положите к паспорту и удалите файл. В памяти общего принтера может остаться копия.
export-yes = Понимаю, что это открывает мои коды
export-missed = Отметьте, что понимаете это.
export-current = Пароль приложения
export-save = Сохранить файл…
export-show = Показать QR-коды
export-busy = Сохраняю…
export-saved = { $count ->
    [one] Сохранена { $count } запись
    [few] Сохранены { $count } записи
   *[other] Сохранено { $count } записей
}
export-shown = QR-коды открыты в отдельном окне
export-shown-text = Наведите на каждый по очереди камеру телефона. В Google Authenticator: «Перенести аккаунты», «Импорт».
export-backup-next = Файл открыт заново и сверен с записями. Храните его не на этом компьютере.
export-clear-next = Удалите этот файл, когда он станет не нужен.
export-left-out = Что не поместилось
menu-code = Показать QR-код
code-title = QR-код записи
code-warning-title = QR-код — это и есть ключ
code-warning = Кто снимет его с экрана, сможет входить с вашими кодами. Показывайте его только своему второму устройству.
code-yes = Понимаю, что QR-код открывает мои коды
code-show = Показать
codes-google = QR-код { $at } из { $of }
codes-google-how = Снимите его в приложении, на которое переходите, и нажмите «Дальше».
codes-how = Снимите его камерой на втором устройстве. Закройте окно сразу после этого.
codes-picture = QR-код: { $name }
codes-before = Назад
codes-after = Дальше
codes-close = Закрыть

### Коды восстановления портала

menu-recovery-codes = Коды восстановления портала
recovery-codes-title = Коды восстановления портала
recovery-codes-what = Портал даёт такой список, когда включают вход с подтверждением. Эти коды называют и резервными, и запасными. Код из списка пускает на портал без Пропуска.
recovery-codes-left = Осталось { $left } из { $total }
recovery-codes-none = Кодов не осталось
recovery-codes-few = Кодов почти не осталось.
recovery-codes-few-advice = Получите на портале новые и вставьте их сюда: прежние после этого обычно не действуют.
recovery-codes-note = осталось { $left } из { $total }
recovery-codes-note-none = можно хранить здесь, рядом с записью
recovery-codes-show-title = Показать коды
recovery-codes-warning = Каждый из них пускает в вашу учётную запись на портале. Проверьте, что рядом никого нет.
recovery-codes-yes = Понимаю, что эти коды открывают мою учётную запись
recovery-codes-show = Показать в отдельном окне
recovery-codes-change = Вставить новый список
recovery-codes-change-note = заменит прежний; у тех же кодов отметки останутся
recovery-codes-remove = Убрать эти коды
recovery-codes-remove-note = запись и её ключ останутся
recovery-codes-remove-sure = Убрать все коды восстановления этой записи?
recovery-codes-remove-yes = Убрать
recovery-codes-remove-no = Оставить
recovery-codes-paste = Список с портала
recovery-codes-paste-hint = Скопируйте его на портале целиком и вставьте сюда. Заголовки и пояснения Пропуск отделит сам.
recovery-codes-find = Найти коды
recovery-codes-found = { $count ->
    [one] Найден { $count } код
    [few] Найдено { $count } кода
   *[other] Найдено { $count } кодов
}
recovery-codes-as-typed = Мы не узнали здесь кодов.
recovery-codes-as-typed-advice = Оставьте по одному коду в строке, остальное сотрите.
recovery-codes-look = Сравните со списком портала и поправьте, если что-то не так
recovery-codes-look-hint = Один код в строке. Перед использованным стоит знак ✓.
recovery-codes-rest = Эти строки не взяты
recovery-codes-back = Назад к тексту
recovery-codes-save = Сохранить
recovery-codes-saved = Коды восстановления сохранены
recovery-codes-removed = Коды восстановления убраны
recovery-codes-once = Каждый код действует один раз.
recovery-codes-tick = Отмечайте те, что уже использованы.
recovery-codes-used = использован
recovery-codes-copy = Скопировать
recovery-codes-copy-one = Скопировать код { $number }
recovery-codes-copied = Код { $number } скопирован. Когда портал его примет, отметьте его здесь.
recovery-codes-close = Закрыть

### Первый код

first-copy = Скопировать код
first-reveal = Показать и скопировать код
first-copied = Скопирован
first-wait = Код вот-вот сменится. Следующий скопируется сам.
first-waits = Подождите { $seconds } с
first-used = Уже скопирован: портал примет его один раз. Следующий через { $seconds } с
first-next-copied = Следующий код скопирован. Он начнёт действовать через { $seconds } с
first-question = Портал принял код?
first-text = Введите код на странице портала. Так вы убедитесь, что вход будет работать.
first-yes = Да
first-no = Нет
first-later = Потом
first-warning = Никому не называйте код: ни портал, ни банк не спрашивают его по телефону.
first-no-title = Что можно проверить
first-no-used-title = Код уже вводили?
first-no-used = Портал принимает код один раз. Дождитесь нового и введите его.
first-no-clock-title = Верны ли часы?
first-no-clock = На этом компьютере сейчас { $time }. Если это не так, включите в настройках системы автоматическую установку времени и попробуйте ещё раз.
first-no-parameters-title = У портала другие коды
first-no-counter-title = Не сбился ли счётчик?
first-no-parameters = У этой записи { $own }, а портал «{ $portal }» выдаёт { $theirs }. Возможно, это QR-код другого сервиса.
first-no-account-title = Та ли это запись?
first-no-account = Проверьте, что на портале открыт тот же вход, для которого показан код: { $account }.
first-no-old-title = Не старый ли QR-код?
first-no-old = Если страницу с QR-кодом открывали заново, портал дал новый ключ. Удалите эту запись и добавьте ту, что на экране сейчас.
first-no-used-left = { $seconds ->
    [one] Этот код уже скопирован. Портал примет его один раз. Следующий через { $seconds } секунду.
    [few] Этот код уже скопирован. Портал примет его один раз. Следующий через { $seconds } секунды.
   *[other] Этот код уже скопирован. Портал примет его один раз. Следующий через { $seconds } секунд.
}
first-no-account-twins = Этот код от записи «{ $account }». Здесь есть и другие записи этого сервиса: { $others }.
first-no-old-twin = Здесь есть ещё одна запись с тем же именем. Подходит код от того QR-кода, который портал показал последним. Запись от прежнего удалите.
first-no-remove = Удалить и добавить заново

### Счётчик

counter-menu = Код не подходит…
counter-title = Код по нажатию не подходит
counter-why = Нажимайте «Следующий код», только когда входите: каждое нажатие сдвигает счётчик, и портал догоняет лишь на несколько шагов.
counter-find = Найти место по двум кодам
counter-find-how = Введите два кода подряд с другого устройства, на котором они подходят.
counter-first = Первый код
counter-second = Следующий
counter-find-now = Найти
counter-nowhere = Рядом таких кодов нет.
counter-nowhere-why = Проверьте, что коды взяты подряд и от этой же записи.
counter-take = Нашлись: счётчик должен быть { $counter }. Исправить
counter-now = Счётчик сейчас: { $counter }
counter-set-how = Если в поддержке портала назвали значение счётчика, впишите его. Коды, которые портал уже видел, он не примет.
counter-new = Новый счётчик
counter-set = Сохранить
counter-done = Счётчик теперь { $counter }
counter-done-next = Нажмите «Следующий код» и введите его на портале.

### Изменение

edit-title = Изменить
edit-save = Сохранить
edit-unconfirmed = Портал ещё не подтвердил эту запись.
edit-remove = Удалить запись

edit-loading = Открываю запись…
edit-favourite = В избранном, среди первых
edit-picture = Картинка
edit-picture-choose = Выбрать картинку…
edit-picture-drop = Убрать
edit-picture-chosen = Картинка сохранена
edit-picture-dropped = Картинка убрана
field-note = Заметка
field-note-hint = Не пишите сюда пароль.
edit-added = Добавлена
edit-last-used = Код копировали последний раз
edit-never-used = ещё ни разу
edit-uses = Сколько раз копировали
edit-parameters = Меняйте, только если так сказал портал: при других значениях коды не подойдут.
edit-ask = Сохранить изменения?
edit-drop = Не сохранять

### Метки

tag-placeholder = Новая метка
tag-known = Метки, которые уже есть
tag-take = Добавить метку «{ $tag }»
tag-drop = Снять метку «{ $tag }»
tag-added = Добавлено: { $tag }
tag-dropped = Метка снята: { $tag }
tag-accounts-title = { $count ->
    [one] Метки: { $count } запись
    [few] Метки: { $count } записи
   *[other] Метки: { $count } записей
}
tag-accounts-add = Добавить
tag-accounts-remove = Снять
tag-accounts-done = { $count ->
    [one] Метки изменены у { $count } записи
    [few] Метки изменены у { $count } записей
   *[other] Метки изменены у { $count } записей
}
tags-intro = Если удалить метку, записи останутся.
tags-none = Меток пока нет. Их добавляют, когда изменяют запись.
tags-count = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
tags-rename = Переименовать
tags-new-name = Новое название метки «{ $tag }»
tags-joins = Метка «{ $tag }» уже есть. Записи соберутся под ней.
tags-ask = { $count ->
    [one] Удалить метку «{ $tag }»? { $count } запись останется, но без неё.
    [few] Удалить метку «{ $tag }»? { $count } записи останутся, но без неё.
   *[other] Удалить метку «{ $tag }»? { $count } записей останутся, но без неё.
}
tags-renamed = Метка переименована: { $tag }
tags-deleted = Метка удалена: { $tag }

### Часы компьютера

clock-title = Часы компьютера
clock-before-build = Часы компьютера отстают не меньше чем на { $by }
clock-before-last-seen = Похоже, часы отстают: хранилище сохранено на { $by } позже, чем они показывают
clock-behind-why = Коды считаются по часам. Если часы отстают, портал код не примет. Включите в настройках системы автоматическую установку времени.
clock-moved-on = Часы перевели вперёд на { $by }
clock-moved-back = Часы перевели назад на { $by }
clock-moved-why = Если до этого они шли верно, портал может не принять код.
clock-fine = Явных ошибок не видно
clock-fine-why = Если портал не принимает код, сравните эти часы с часами телефона.
clock-now = На этом компьютере сейчас
clock-synchronised = Система сама сверяет часы через интернет.
clock-unsynchronised = Система не сверяет часы через интернет. Включите автоматическую установку времени.
clock-open-settings = Настройки времени
clock-trust = Часы верны
clock-compare = Сравнить с другими часами
clock-compare-how = Впишите время, которое телефон или другие точные часы покажут через минуту. Как только они его покажут, нажмите «Сейчас».
clock-compare-time = Время на других часах
clock-compare-now = Сейчас
clock-right = Часы верны
clock-right-why = Разница не больше пяти секунд. Проверьте ещё дату. Если и она верна, а код не подходит, дело не в часах.
clock-ahead = Часы спешат на { $by }
clock-behind = Часы отстают на { $by }
clock-off-a-little = Некоторые порталы с такой разницей код не примут.
clock-off-refused = С такой разницей большинство порталов код не примет.
clock-hours = Минуты совпадают, а час другой: разница { $by }
clock-hours-why = Если другие часы показывают время другого часового пояса, всё верно. Если нет, на компьютере неверно выставлен час, и портал код не примет.
clock-zone = Кроме того, время расходится ровно на { $by }. Это другой часовой пояс, он на коды не влияет, или неверно выставленный час.
clock-ahead-why = С такой разницей портал может не принять код. Исправьте часы или учтите разницу в кодах.
clock-correction-on = Поправка учтена в кодах
clock-correction-off = Коды снова по часам компьютера
clock-ask = Спросить точное время
clock-ask-whom = Программа свяжется только с этими серверами: { $hosts }. Они узнают сетевой адрес компьютера, и больше ничего.
clock-ask-now = Спросить сейчас
clock-asking = Спрашиваю…
clock-correct = Учесть в кодах
clock-correct-why = Поправка действует сутки и только в Пропуске. Лучше исправить сами часы.
clock-too-wrong = Разница больше пяти минут. Исправьте часы в настройках системы.
clock-corrected-ahead = Коды с поправкой: часы спешат на { $by }
clock-corrected-behind = Коды с поправкой: часы отстают на { $by }
clock-corrected-until = Действует до { $until }. Кончится раньше, если закрыть Пропуск или перевести часы.
clock-uncorrect = Отменить поправку

### Настройки

settings-title = Настройки
settings-look = Вид
settings-language = Язык
settings-language-note = язык окна и сообщений
settings-language-system = Как в системе
settings-language-ru = Русский
settings-language-en = English
settings-theme = Оформление
settings-theme-note = тёмное легче для глаз в темноте
settings-theme-system = Как в системе
settings-theme-light = Светлое
settings-theme-dark = Тёмное
settings-text = Размер текста
settings-text-note = слов и кодов во всём окне
settings-text-percent = { $percent ->
    [100] Обычный
    [110] Чуть крупнее
    [125] Крупнее
    [150] Крупный
    [175] Очень крупный
    [200] Вдвое крупнее
   *[other] { $percent } %
}
settings-density = Карточки
settings-density-note = тесные показывают больше записей сразу
settings-density-comfortable = Просторные
settings-density-compact = Тесные
settings-order = Порядок записей
settings-order-note = избранные всегда первые; свой порядок вы задаёте сами
settings-order-own = Свой
settings-order-name = По названию
settings-order-most-used = Сначала частые
settings-order-last-used = Сначала недавние
settings-protection = Защита
settings-recovery-note = откроет хранилище, если ключ пропадёт
settings-password-note = вместо связки ключей
settings-backups-note = копии хранилища в другой папке
settings-codes = Коды
settings-hide = Прятать коды
settings-hide-note = код виден 10 секунд после нажатия на карточку
settings-guard = Не копировать код, если осталось меньше
settings-guard-note = тогда скопируется следующий, чтобы вы успели его вставить; ждать дольше трети срока кода не придётся
settings-guard-never = Копировать всегда
settings-seconds = { $seconds ->
    [one] { $seconds } секунды
    [few] { $seconds } секунд
   *[other] { $seconds } секунд
}
settings-clipboard = Держать скопированное не дольше
settings-clipboard-note = потом Пропуск уберёт его из буфера обмена; код — не позже чем через пять секунд после конца срока
settings-clock-note = если портал не принимает коды
settings-lock = Блокировка
settings-lock-after = Блокировать при бездействии
settings-lock-after-note = считается от последнего нажатия или движения мыши
settings-lock-never = Никогда
settings-lock-minutes = { $minutes ->
    [one] Через { $minutes } минуту
    [few] Через { $minutes } минуты
   *[other] Через { $minutes } минут
}
settings-lock-screen = Блокировать вместе с экраном
settings-lock-screen-note = и когда компьютер засыпает
settings-lock-keyring = Действует с паролем приложения: без него хранилище открывается само.
settings-system = Система
settings-links = Открывать ссылки otpauth
settings-links-note = из браузера и других программ; запись добавится, только когда вы согласитесь
settings-autostart = Запускать вместе с системой
settings-autostart-note = свёрнутым, чтобы коды были под рукой
settings-search = Находить записи в поиске системы
settings-search-note = в GNOME и KDE, пока Пропуск открыт; названия записей увидят и другие программы, коды — нет
settings-tray-stay = Оставаться в трее
settings-tray-stay-note = закрытое окно не завершит программу: коды избранных можно копировать из меню значка, где видны и их названия
settings-keys = Клавиши в любой программе
settings-keys-show = Показать Пропуск
settings-keys-show-note = где бы вы ни работали, пока Пропуск запущен
settings-keys-copy = Скопировать код избранного
settings-keys-copy-note = первой избранной записи; уведомление скажет, сколько код ещё действует
settings-keys-type = Напечатать код избранного
settings-keys-type-note = в окно, где стоит курсор, когда вы отпустите клавиши
settings-keys-type-wayland = На Wayland программы не могут печатать в чужие окна. Код можно скопировать.
settings-keys-change = Сменить клавиши { $keys }
settings-keys-press = Нажмите новые клавиши
settings-keys-how = Держите хотя бы две из клавиш Ctrl, Alt, Shift, Super и нажмите букву, цифру или F1–F12. Esc оставит прежние.
settings-keys-desktop = Эти клавиши даёт рабочий стол: он спросит вас о них, и в его настройках их можно сменить.
settings-keys-none = Этот рабочий стол не даёт программам таких клавиш. В его настройках можно назначить свои для команды propusk: она покажет окно.
settings-data = Данные
settings-points-note = состояние вчера или до изменения
settings-trash-note = удалённое за 30 дней
settings-more = Ещё
settings-help-note = как включить вход с подтверждением, что делать, если код не подходит
settings-lock-note = убрать коды с экрана и из памяти
settings-shortcuts = Клавиши
settings-shortcuts-note = всё можно сделать без мыши
settings-about-note = версия { $version }, лицензии
settings-reset = Сбросить настройки
settings-reset-note = все настройки станут такими, как после установки
settings-reset-question = Сбросить все настройки?
settings-reset-kept = Записи, пароль, лист восстановления и резервные копии останутся.
settings-reset-yes = Сбросить
settings-reset-no = Оставить
settings-reset-done = Настройки снова такие, как после установки

### О программе

about-title = О программе
about-version = Пропуск { $version }
about-what = Пропуск показывает коды, которые порталы и сайты спрашивают при входе после пароля.
about-private = Ничего не уходит с этого компьютера
about-private-text = Записи лежат в зашифрованном хранилище здесь. Учётной записи, рекламы и слежки нет. В сеть Пропуск выходит, только если вы сами попросите сверить часы.
about-affiliation = Независимая программа
about-affiliation-text = Программа не связана с Госуслугами и ни с одним другим государственным порталом. Названия и знаки сервисов принадлежат их владельцам.
about-licences = Лицензии
about-licences-text = Пропуск — открытая программа. Её можно использовать, изменять и раздавать по лицензии Apache 2.0 или MIT, на выбор.
about-others-text = В нём работают открытые библиотеки других авторов, каждая по своей лицензии.

### Придумать пароль

generator-title = Придумать пароль
generator-settings-note = для портала или сайта, без интернета
generator-password = Пароль
generator-copy = Скопировать
generator-copied = Пароль скопирован
generator-again = Другой
generator-kind = Из чего
generator-kind-password = Буквы и цифры
generator-kind-passphrase = Слова
generator-length = Длина: { $count }
generator-words = Слов: { $count }
generator-symbols = Со знаками # - + и другими
generator-no-look-alikes = Без похожих: 0 и O, 1 и l
generator-portal = Для какого сайта
generator-portal-any = Любой сайт
generator-not-kept = Пропуск не хранит этот пароль: сохраните его в браузере или в менеджере паролей либо запишите на бумаге.

### Клавиши

shortcuts-title = Клавиши
shortcuts-codes = Найти и скопировать
shortcuts-type = Найти: просто печатайте
shortcuts-search = Перейти к поиску
shortcuts-move = Выбрать запись
shortcuts-ends = К первой или к последней
shortcuts-pages = На экран выше или ниже
shortcuts-copy = Скопировать код
shortcuts-copy-next = Скопировать следующий код
shortcuts-accounts = Записи
shortcuts-add = Добавить
shortcuts-paste = Добавить из буфера обмена
shortcuts-edit = Изменить
shortcuts-favourite = В избранное или из избранного
shortcuts-own-order = Переставить в своём порядке
shortcuts-select-all = Отметить все найденные
shortcuts-remove = Удалить
shortcuts-undo = Вернуть удалённое
shortcuts-window = Окно
shortcuts-lock = Заблокировать
shortcuts-settings = Настройки
shortcuts-help = Этот список
shortcuts-back = Назад
key-letters = буквы и цифры
key-space = Ctrl+Пробел

### Хранилище не открылось

blocked-title = Хранилище не открылось
blocked-title-fresh = Хранилища здесь пока нет
blocked-safe = Ваши записи не тронуты: файл хранилища цел.
blocked-safe-damaged = Повреждённый файл не изменён и не удалён.
blocked-safe-no-vault = Ключ остаётся в связке ключей, ничего не удалено.
blocked-safe-folder = Хранилище не открывали и не меняли.
blocked-safe-fresh = Терять пока нечего: записей здесь ещё не было.
blocked-busy = Открываю…
blocked-other = Другие способы
way-retry = Попробовать ещё раз
way-retry-note = когда причина устранена
way-unlock = Разблокировать связку ключей
way-unlock-note = система спросит её пароль
way-password = Ввести пароль приложения
way-password-note = если вы его задавали
way-sheet = Открыть листом восстановления
way-sheet-note = страница с QR-кодом, которую вы напечатали или сохранили
way-backup = Восстановить из резервной копии
way-backup-note = нужны файл копии и лист восстановления
way-new-vault = Начать с нового хранилища
way-new-vault-note = прежний ключ останется в связке ключей
way-open-older = Открыть это хранилище
way-open-older-note = само по себе это ничего не меняет
way-new-with-password = Начать с паролем приложения
way-new-with-password-note = он заменит связку ключей
way-lost = Если ключ или пароль потерян
way-lost-note = по шагам, для каждого случая

### Хранилище заблокировано

lock-title = Хранилище заблокировано
lock-text = Введите пароль приложения, чтобы увидеть коды.
lock-text-keyring = Ключ лежит в связке ключей. Нажмите кнопку, чтобы увидеть коды.
lock-open = Открыть
lock-unlock = Открыть
lock-forgot = Забыли пароль? Есть лист восстановления
lock-tries = { $count ->
    [one] { $count } неверная попытка.
    [few] { $count } неверные попытки.
   *[other] { $count } неверных попыток.
} После пятой придётся подождать.
lock-wait = { $seconds ->
    [one] Следующая попытка через { $seconds } секунду
    [few] Следующая попытка через { $seconds } секунды
   *[other] Следующая попытка через { $seconds } секунд
}
lock-wait-why = Сколько бы раз вы ни ошиблись, хранилище не удалится.
lock-now = Заблокировать
lock-save = Сохранить и заблокировать
lock-anyway = Заблокировать без этого изменения

### Поле пароля

password-show = Показать пароль
password-hide = Скрыть пароль
password-show-short = Показать
password-hide-short = Скрыть
password-caps = Включён Caps Lock
password-letters-cyrillic = Набраны русские буквы. Проверьте раскладку.
password-letters-latin = Набраны латинские буквы. Проверьте раскладку.
password-letters-both = Набраны и русские, и латинские буквы. Проверьте раскладку.

### Пароль приложения

password-title = Пароль приложения
password-what = Пароль заменяет связку ключей: ключ хранилища лежит на диске под паролем, и без пароля его не прочтёт ни тот, кто унесёт диск, ни другая программа, пока Пропуск заблокирован.
password-cost = Пропуск будет спрашивать пароль при каждом запуске и после блокировки.
password-forgotten = Забытый пароль не восстановить. Хранилище тогда откроет только лист восстановления.
password-sheet-first = Сначала нужен проверенный лист
password-sheet-first-text = Иначе забытый пароль отнимет все коды. Сделайте лист и проверьте его, потом вернитесь сюда.
password-sheet-first-open = К листу восстановления
password-on = Пароль приложения включён
password-current = Нынешний пароль
password-new = Новый пароль
password-repeat = Новый пароль ещё раз
password-rules = Что ещё нужно
password-missed = Пароль пока не подходит
password-rule-length = Не меньше 8 знаков, сейчас { $count }
password-rule-guess = Трудно угадать
password-rule-same = Оба раза одинаково
password-rule-done = выполнено
password-rule-open = ещё нет
password-score = Пароль: { $score ->
    [0] угадывается сразу
    [1] легко угадать
    [2] годится
    [3] хороший
   *[other] очень хороший
}
password-score-none = Подойдут несколько случайных слов: их легко запомнить и трудно угадать.
password-hint-more-words = Добавьте ещё слово или два, которые не связаны друг с другом.
password-hint-keys-in-a-row = Клавиши, которые стоят рядом, легко угадать.
password-hint-repeats = Повторы легко угадать.
password-hint-sequence = Ряды вроде abc и 123 легко угадать.
password-hint-date = Даты и годы легко угадать.
password-hint-common = Такой пароль есть в списках частых.
password-hint-one-word = Одно слово легко угадать.
password-hint-name = Имена и фамилии легко угадать.
password-hint-capitals = Большие буквы почти не помогают.
password-hint-substitutions = Замены вроде @ вместо a почти не помогают.
password-set = Включить пароль
password-change = Сменить пароль
password-change-note = ключ хранилища при этом тоже меняется
password-remove = Убрать пароль
password-remove-note = новый ключ ляжет в связку ключей
password-remove-text = Хранилище снова будет открываться само, когда вы вошли в систему. Его сможет открыть и другая программа, запущенная от вашего имени.
password-busy = Меняю ключ…
password-set-done = Пароль включён
password-changed-done = Пароль изменён
password-removed-done = Пароль убран, ключ лежит в связке ключей

### После открытия листом

after-title = Хранилище открыто листом
after-text = На этом компьютере ключа больше нет, поэтому без листа хранилище не откроется. Выберите, чем открывать его дальше.
after-key = Новый ключ в связке ключей
after-key-note = хранилище будет открываться само
after-password = Новый пароль приложения
after-password-note = Пропуск будет спрашивать его при запуске
after-sheet-stays = Лист остаётся прежним и подойдёт снова. Если его мог увидеть кто-то чужой, потом сделайте новый.
after-later = Потом
after-key-done = Новый ключ лежит в связке ключей

### Хранилище без связки ключей

fresh-title = Начать с паролем приложения
fresh-text = На этом компьютере нет связки ключей, поэтому ключ будет под паролем. Забытый пароль не восстановить, поэтому лист восстановления делается сразу.
fresh-sheet = 1. Лист восстановления
fresh-sheet-done = Лист сделан и проверен
fresh-password = 2. Пароль
fresh-without = Продолжить без листа
fresh-without-text = Тогда забытый пароль отнимет все коды навсегда. Если вы это понимаете, наберите фразу:
fresh-sentence = без листа забытый пароль не восстановить
fresh-sentence-label = Фраза
fresh-create = Создать хранилище

### Лист восстановления

recovery-title = Лист восстановления
recovery-what = Это страница с QR-кодом и ключом. Она откроет хранилище и резервные копии, если ключа на компьютере не станет: сбросили связку ключей, забыли пароль, сломался диск.
recovery-without-title = Что будет без листа
recovery-without = Ключ лежит только на этом компьютере. Если потерять и его, и лист, коды не вернёт никто, и мы тоже. Придётся заново включать вход с подтверждением на каждом портале.
recovery-keep-title = Где хранить
recovery-keep = Там, где паспорт. Вместе с файлом хранилища или резервной копией лист открывает все коды, поэтому держите его отдельно от них и никому не пересылайте.
recovery-make = Сделать лист
recovery-make-again = Сделать лист заново
recovery-make-note = Лист откроется в отдельном окне. Напечатайте его или сохраните файлом и закройте то окно.
recovery-open = Лист открыт в отдельном окне
recovery-open-note = Напечатайте его или сохраните файлом и закройте то окно. Потом вернитесь сюда и проверьте лист.
recovery-kept-nothing = Лист не напечатан и не сохранён
recovery-kept-nothing-advice = Если вы переписали ключ от руки, проверьте его. Если нет, сделайте лист заново.
recovery-check = Проверить лист
recovery-check-title = Проверка листа
recovery-check-intro = Прочитайте лист так, как читали бы в беде: с бумаги или из сохранённого файла.
recovery-later = Проверить потом
recovery-draft = Лист сделан, осталось его проверить
recovery-draft-text = Пока он не проверен, неизвестно, откроет ли он хранилище: буква могла смазаться, а файл сохраниться не туда.
recovery-fits = Лист подходит
recovery-fits-text = Он открывает это хранилище. Положите его туда, где лежат важные бумаги.
recovery-done = Готово
recovery-made = Сделан { $date }
recovery-checked = Проверен { $date }
recovery-not-checked = Ещё не проверен
recovery-check-again = Проверить ещё раз
recovery-check-again-note = на месте ли он и читается ли
recovery-renew = Сделать новый лист
recovery-renew-note = если старый потерян или его видел чужой
recovery-renew-title = Новый лист
recovery-renew-works = Новый лист начнёт действовать, когда вы его проверите. До этого действует старый.
recovery-renew-old = После этого старый лист не откроет ни хранилище, ни его прежние состояния.
recovery-renew-backups = Резервные копии, сделанные раньше, открывает только старый лист. Пока они нужны, храните его отдельно от них; если не нужны, уничтожьте и лист, и копии.
recovery-read-title = Открыть по листу восстановления
recovery-read-intro = Ключ на листе записан QR-кодом и группами букв и цифр. Подойдёт любой способ.
recovery-from-screen = Найти QR-код на экране
recovery-from-screen-note = если файл с листом открыт рядом
recovery-from-picture = Выбрать картинку…
recovery-from-picture-note = фотография или скан листа
recovery-from-clipboard = Вставить из буфера
recovery-from-clipboard-note = картинку или текст ключа
recovery-typed = Ключ с листа
recovery-typed-hint = пробелы, дефисы и заглавные буквы значения не имеют
recovery-busy = Читаю лист…

### Окно листа

paper-opening = Готовлю лист…
paper-preview = Лист восстановления, как он будет напечатан
paper-print = Напечатать
paper-save = Сохранить PDF
paper-done = Готово
paper-saved = Сохранено: { $path }
paper-next = Напечатайте лист или сохраните его, потом нажмите «Готово». Второй раз этот лист показать нельзя: ключ с него нигде не хранится.

### Вернуть прежнее

points-title = Вернуть прежнее
points-intro = Пропуск хранит прежние состояния: за последние дни и перед большими изменениями. Здесь можно вернуть отдельные записи или всё сразу.
points-none = Прежних состояний пока нет
points-none-text = Первое появится, когда вы что-нибудь измените.
points-busy = Смотрю, что сохранено…
point-kind-previous = перед последним изменением
point-kind-snapshot = сохранено заранее
point-kind-quarantine = из отложенного файла
point-accounts = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
point-missing = { $count ->
    [one] { $count } записи сейчас нет
    [few] { $count } записей сейчас нет
   *[other] { $count } записей сейчас нет
}
point-changed = { $count ->
    [one] { $count } изменена
    [few] { $count } изменены
   *[other] { $count } изменены
}
point-newer = { $count ->
    [one] { $count } появилась позже
    [few] { $count } появились позже
   *[other] { $count } появились позже
}
point-same = как сейчас
point-choose = Что вернуть
point-state-missing = сейчас нет
point-state-changed = с тех пор изменена
point-state-same = без изменений
point-same-more = { $count ->
    [one] Ещё { $count } запись без изменений
    [few] Ещё { $count } записи без изменений
   *[other] Ещё { $count } записей без изменений
}
point-all-same = Всё в этом состоянии такое же, как сейчас.
point-restore = { $count ->
    [0] Вернуть отмеченное
    [one] Вернуть { $count } запись
    [few] Вернуть { $count } записи
   *[other] Вернуть { $count } записей
}
point-whole = Вернуть всё, как было
point-whole-text = { $newer ->
    [0] Записи станут такими, какими были { $date }.
    [one] Записи станут такими, какими были { $date }. { $newer } запись, которой тогда не было, уйдёт в корзину.
    [few] Записи станут такими, какими были { $date }. { $newer } записи, которых тогда не было, уйдут в корзину.
   *[other] Записи станут такими, какими были { $date }. { $newer } записей, которых тогда не было, уйдут в корзину.
}
point-confirm-title = Вернуть?
point-confirm-text = Изменённые записи станут прежними, и ключ тоже; счётчики назад не пойдут. То, что есть сейчас, сохранится: его тоже можно будет вернуть отсюда.
point-cancel = Отмена
point-done = { $count ->
    [0] Возвращено прежнее состояние
    [one] Возвращена { $count } запись
    [few] Возвращены { $count } записи
   *[other] Возвращено { $count } записей
}. Передумаете: «Вернуть прежнее», самое верхнее состояние.

### Корзина

trash-title = Корзина
trash-intro = Удалённые записи лежат здесь 30 дней.
trash-none = В корзине пусто
trash-left = { $days ->
    [one] удалена { $date }, остался { $days } день
    [few] удалена { $date }, осталось { $days } дня
   *[other] удалена { $date }, осталось { $days } дней
}
trash-restore = Вернуть

trash-restore-all = { $count ->
    [2] Вернуть обе записи
    [one] Вернуть { $count } запись
    [few] Вернуть все { $count } записи
   *[other] Вернуть все { $count } записей
}
trash-restored-all = { $count ->
    [one] Возвращена { $count } запись
    [few] Возвращены { $count } записи
   *[other] Возвращено { $count } записей
}
show-more = Показать ещё (осталось { $left })

### Одинаковые записи

duplicates-title = Одинаковые записи
duplicates-intro = Лишнюю можно убрать в корзину: она пролежит там 30 дней.
duplicates-busy = Сравниваю записи…
duplicates-none = Одинаковых записей нет.
duplicates-same-key = Одинаковый ключ: коды у них одни и те же
duplicates-same-name = Одинаковое имя, ключи разные: проверьте, какой код принимает портал
duplicates-added = добавлена { $date }
duplicates-used = код копировали { $date }
duplicates-never-used = код ещё не копировали
duplicates-remove = В корзину
duplicates-gone = В корзине

### Резервные копии

backups-title = Резервные копии
backups-what = Пропуск будет сам класть копию хранилища в выбранную папку. Лучше на другой диск, флешку или в облачную папку: копия зашифрована, без листа восстановления её не прочесть.
backups-sheet-first = Сначала нужен лист восстановления
backups-sheet-first-text = Копию открывает только он. Без листа копия бесполезна.
backups-choose = Выбрать папку…
backups-folder = Папка
backups-folder-change = Другая папка…
backups-keep = Сколько копий хранить
backups-success = Последняя копия: { $date }
backups-verified = проверено: { $accounts } из { $of }
backups-none-yet = Копий ещё не было
backups-now = Сделать копию сейчас
backups-now-busy = Делаю копию…
backups-now-done = Копия сделана и проверена: { $accounts } из { $of }
backups-rehearse = Проверить файл копии…
backups-rehearse-note = откроется ли он; ничего не меняет
backups-rehearsed = Копия открывается
backups-rehearsed-text = { $name } от { $date }. В ней { $accounts ->
    [one] { $accounts } запись
    [few] { $accounts } записи
   *[other] { $accounts } записей
}, в хранилище сейчас { $of }.
backups-rehearsed-unreadable = Не читаются записи: { $count }.
backups-off = Выключить
backups-off-note = сделанные копии останутся
backups-off-done = Резервные копии выключены. Сделанные остались на месте.

### Восстановление из копии

backup-title = Восстановить из копии
backup-intro = Понадобятся файл резервной копии и лист восстановления.
backup-file = Файл копии
backup-choose = Выбрать файл…
backup-other = Другой файл…
backup-chosen = { $name }, { $size }{"\u00A0"}КБ
backup-sheet = Лист восстановления
backup-sheet-wait = Сначала выберите файл копии.
backup-password = Новый пароль приложения
backup-password-text = Связка ключей здесь не отвечает, поэтому нужен пароль. Он откроет восстановленное хранилище.
backup-done = Хранилище восстановлено: { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}

### Помощь

lost-title = Если ключ или пароль потерян
help-title = Помощь
help-search = О чём рассказать?
help-search-hint = например, «код не подходит» или «Госуслуги»
help-list = Страницы помощи
help-nothing = Об этом страницы нет. Вот что верно почти для любого сайта.
help-found = { $count ->
    [one] Найдена { $count } страница
    [few] Найдены { $count } страницы
   *[other] Найдено { $count } страниц
}
help-print = Напечатать
help-gone = Этой страницы нет
help-of-portal = Помощь: { $portal }
help-more = Что ещё проверить

### Ошибки: ключ и код

error-unknown = Что-то пошло не так (код { $code })
    .advice = Попробуйте ещё раз. Если не поможет, перезапустите Пропуск.
error-not-base32 = В ключе есть знак, которого там быть не может (место { $detail })
    .advice = В ключе бывают латинские буквы от A до Z и цифры от 2 до 7. Проверьте, не перепутаны ли буква O и ноль, I и единица, B и восьмёрка.
error-not-hex = В ключе есть знак, которого там быть не может (место { $detail })
    .advice = В таком ключе бывают цифры от 0 до 9 и буквы от A до F. Сверьте его ещё раз.
error-empty-secret = Ключ пустой
    .advice = Обновите страницу портала с QR-кодом и попробуйте ещё раз.
error-missing-secret = В QR-коде нет ключа
    .advice = Обновите страницу портала с QR-кодом и попробуйте ещё раз.
error-bad-digits = Такого числа цифр в коде не бывает: { $detail }
    .advice = В коде бывает от 1 до 10 цифр. Проверьте, что это QR-код для входа с подтверждением.
error-bad-period = Такого срока у кода не бывает: { $detail }
    .advice = Код меняется раз в 1–86 400 секунд, обычно раз в 30. Проверьте, откуда этот ключ.
error-bad-counter = Неверный счётчик: { $detail }
    .advice = Счётчик — целое число от нуля. Проверьте, откуда этот ключ.
error-no-parameters = У этой записи нечего выбирать
    .advice = Алгоритм, число цифр и срок меняют только у обычных кодов по времени и по нажатию. У этого вида они всегда одни.
error-too-many-tags = Слишком много меток: больше { $detail }
    .advice = Ничего не изменено. Снимите с записи лишние метки.
error-tag-too-long = Слишком длинная метка: больше { $detail } знаков
    .advice = Ничего не изменено. Назовите метку короче.
error-note-too-long = Слишком длинная заметка: больше { $detail } знаков
    .advice = Ничего не изменено. Сократите заметку.
error-unknown-algorithm = Пропуск не знает алгоритма { $detail }
    .advice = Неверный алгоритм дал бы неверные коды, поэтому запись не добавлена. Поищите в настройках сервиса другой вид кода.
error-unknown-type = Пропуск не знает такого вида кодов: { $detail }
    .advice = Выберите в настройках сервиса код по времени (TOTP).
error-too-long = Этот текст слишком длинный для ключа
    .advice = Скопируйте только ключ или ссылку, которая начинается с otpauth.
error-bad-yandex-secret = Это не похоже на ключ Яндекса
    .advice = Откройте на сайте Яндекса страницу с QR-кодом ещё раз и найдите её на экране.
error-pin-missing = Для этой записи нужен ПИН-код
    .advice = Введите ПИН-код, который вы придумали на сайте, когда включали вход по коду.
error-bad-pin = Такой ПИН-код не подходит
    .advice = Введите тот, который вы придумали на сайте, и проверьте, что не нажали лишнего.
error-migration-damaged = QR-код для переноса прочитан не полностью
    .advice = Покажите его на экране крупнее или сделайте новый снимок.
error-migration-empty = В QR-коде для переноса нет ни одной записи
    .advice = Выберите в старом приложении записи для переноса и покажите QR-код ещё раз.
error-empty-input = Здесь ничего нет
    .advice = Скопируйте ключ или ссылку с портала и попробуйте ещё раз.

### Ошибки: пароль, лист, копии

error-wrong-password = Пароль не подошёл
    .advice = Проверьте раскладку и Caps Lock и введите ещё раз.
error-too-many-tries = Слишком много неверных попыток подряд
    .advice = Подождите и попробуйте снова: секунд { $detail }. Хранилище не удалится, сколько бы раз вы ни ошиблись.
error-password-file-damaged = Файл с ключом под паролем повреждён
    .advice = Записи целы, но пароль их уже не откроет. Откройте хранилище листом восстановления и задайте новый пароль.
error-password-too-short = Пароль слишком короткий: знаков { $detail }
    .advice = Нужно не меньше 8. Подойдут несколько слов подряд.
error-password-guessable = Такой пароль легко угадать
    .advice = Добавьте ещё слово или два, которые не связаны друг с другом.
error-sheet-wrong = Этот лист от другого хранилища
    .advice = Прочитан он верно, но сюда не подходит. Поищите другой: на листе есть дата и обычно начало номера хранилища. Если вы делали новый лист, старый больше не действует.
error-sheet-first = Сначала нужен лист восстановления
    .advice = Сделайте его и проверьте: «Настройки», «Лист восстановления». Потом вернитесь сюда.
error-sheet-unmade = Лист не сделан, и фраза не набрана
    .advice = Сделайте и проверьте лист или наберите фразу так, как она написана.
error-backup-folder-missing = Папки для резервных копий нет на месте
    .advice = Подключите диск или флешку либо выберите другую папку. Сделанные раньше копии не тронуты.
error-not-a-backup = Это не резервная копия Пропуска
    .advice = Имя нужного файла кончается на .age. Возможно, он скопирован не полностью: выберите другой или скопируйте его ещё раз.
error-backup-other-key = Эта копия закрыта другим ключом
    .advice = Она сделана с другим листом восстановления. Поищите лист, дата на котором раньше даты копии.
error-point-not-found = Этого состояния больше нет
    .advice = Оно могло смениться новым. Список уже обновлён.
error-no-vault-yet = Хранилища ещё нет
    .advice = Добавьте первую учётную запись: хранилище появится вместе с ней.

### Ошибки: QR-код не для кодов

error-not-otp-wifi = Это QR-код для входа в Wi-Fi, а не для кодов
    .advice = Откройте страницу портала с QR-кодом для входа с подтверждением и попробуйте ещё раз.
error-not-otp-url = В этом QR-коде ссылка, а не ключ
    .advice = Откройте на портале страницу, где включают вход с подтверждением: нужен QR-код оттуда.
error-not-otp-fido = Это QR-код для входа по ключу доступа, а не для кодов
    .advice = Выберите на портале другой способ: приложение с одноразовыми кодами.
error-not-otp-steam-login = Это QR-код для входа в Steam, а не ключ
    .advice = Он действует только в телефоне и только один раз. Для кодов нужен ключ Steam Guard.
error-not-otp-sign-in = Это QR-код для входа с телефона, а не ключ
    .advice = Войдите на портал по паролю. QR-код с ключом он покажет там, где включают вход с подтверждением.
error-not-otp-app-store = Этот QR-код ведёт в магазин приложений, а не даёт ключ
    .advice = Ставить ничего не нужно: коды покажет Пропуск. QR-код с ключом будет на следующем шаге.
error-not-otp-microsoft-push = Этот QR-код включает уведомления Microsoft, а не коды
    .advice = На той же странице выберите «Использовать другое приложение»: появится подходящий QR-код.
error-not-otp-duo-push = Этот QR-код включает уведомления Duo, а не коды
    .advice = Попросите администратора выдать ключ для одноразовых кодов.
error-not-otp-okta-push = Этот QR-код для приложения Okta Verify, а не для кодов
    .advice = Вернитесь на шаг назад и выберите Google Authenticator: его QR-код подойдёт.
error-not-otp-rsa = Этот QR-код для приложения RSA SecurID, а не для Пропуска
    .advice = Спросите администратора, можно ли получать коды в приложении вроде Google Authenticator.
error-not-otp-payment = Это QR-код для оплаты, а не ключ
    .advice = Откройте страницу портала с QR-кодом для входа с подтверждением и попробуйте ещё раз.
error-not-otp-everyday = В этом QR-коде телефон, письмо, место или дата, а не ключ
    .advice = Откройте страницу портала с QR-кодом для входа с подтверждением и попробуйте ещё раз.
error-not-otp-vcard = Это QR-код с контактом, а не ключ
    .advice = Откройте страницу портала с QR-кодом для входа с подтверждением и попробуйте ещё раз.
error-not-otp-text = Здесь обычный текст, а не ключ
    .advice = Нужна ссылка, которая начинается с otpauth, или картинка с QR-кодом. Сам ключ можно ввести вручную.

### Ошибки: копирование и часы

error-copy-slept = Код не скопирован: прошло слишком много времени, или часы перевели
    .advice = Нажмите на код ещё раз.
error-copied-meanwhile = Код не скопирован: тем временем скопировали что-то другое
    .advice = Нажмите на код ещё раз, если он нужен.
error-bad-time = Такого времени суток нет
    .advice = Введите часы и минуты, например 09:27.
error-clock-moved-since = Часы перевели после сравнения
    .advice = Сравните их ещё раз.
error-clock-program-missing = Проверить часы через интернет нельзя: не хватает части программы
    .advice = Сравните часы с телефоном или установите Пропуск заново.
error-clock-no-answer = Серверы времени не ответили
    .advice = Проверьте, есть ли интернет, или сравните часы с телефоном.
error-clock-too-wrong = Часы ошибаются больше чем на пять минут
    .advice = Исправьте время в настройках системы.
error-no-clock-settings = Настройки времени не нашлись
    .advice = Откройте настройки системы сами и найдите «Дата и время».

### Ошибки: картинка, буфер, экран

error-no-qr = QR-код не найден
    .advice = Откройте страницу портала так, чтобы QR-код был виден целиком, и попробуйте ещё раз.
error-qr-too-small = QR-код слишком мелкий
    .advice = Увеличьте страницу (Ctrl +) и попробуйте ещё раз. Картинку сохраните крупнее.
error-qr-cut-off = QR-код виден не целиком
    .advice = Сделайте так, чтобы он был виден весь, со светлой полосой вокруг, и попробуйте ещё раз.
error-qr-blurred = QR-код нечёткий
    .advice = Увеличьте страницу (Ctrl +) и попробуйте ещё раз. Если это фотография, снимите ближе и без бликов.
error-unreadable-picture = Картинка не читается: файл повреждён
    .advice = Сохраните её заново или сделайте новый снимок экрана.
error-not-a-picture = Это не картинка
    .advice = Подходят PNG, JPEG, WebP, BMP, GIF и PDF. Можно и просто показать QR-код на экране.
error-picture-format = Картинки вида { $detail } Пропуск не читает
    .advice = { $detail ->
        [HEIC] Это фотография с iPhone. Сохраните её как JPEG или откройте на экране и нажмите «Найти QR-код на экране».
       *[other] Сохраните её как PNG или JPEG или откройте на экране и нажмите «Найти QR-код на экране».
    }
error-pdf-locked = Этот файл PDF закрыт паролем
    .advice = Откройте его на экране так, чтобы QR-код был виден целиком, и нажмите «Найти QR-код на экране».
error-picture-too-large = Картинка слишком большая
    .advice = Вырежьте из неё часть с QR-кодом или уменьшите её.
error-file-not-found = Файла нет на месте
    .advice = Проверьте, не переместили ли его, и выберите ещё раз.
error-file-unreadable = Файл не открывается
    .advice = Проверьте, что вам разрешено его читать, или скопируйте его в другую папку.
error-clipboard-empty = В буфере обмена нет ни картинки, ни текста
    .advice = Скопируйте QR-код как картинку или скопируйте ключ, потом попробуйте ещё раз.
error-clipboard-unavailable = Буфер обмена не отвечает
    .advice = Попробуйте ещё раз. Если не поможет, выберите картинку или введите ключ вручную.
error-screen-unavailable = Снимок экрана не получился
    .advice = { $detail ->
        [xdg-desktop-portal] Установите xdg-desktop-portal и его часть для вашего рабочего стола (для Sway это xdg-desktop-portal-wlr) или вставьте QR-код из буфера.
       *[other] Скопируйте QR-код как картинку и вставьте из буфера или выберите картинку.
    }
error-screen-denied = Система не разрешила снимок экрана
    .advice = { $detail ->
        [gnome] Включите «Снимки экрана»: «Настройки», «Приложения», «Пропуск». Или вставьте QR-код из буфера.
        [kde] Разрешите снимки экрана: «Параметры системы», «Разрешения приложений», «Пропуск». Или вставьте QR-код из буфера.
        [macos] Включите Пропуск: «Системные настройки», «Конфиденциальность и безопасность», «Запись экрана». Потом откройте Пропуск снова.
       *[other] Разрешите его в настройках системы или вставьте QR-код из буфера.
    }
error-screen-cancelled = Снимок экрана отменён
    .advice = Нажмите ещё раз и разрешите снимок, когда система спросит.
error-scan-worker-missing = Не хватает части программы, которая читает QR-коды
    .advice = Установите Пропуск заново. Ключ можно ввести и вручную.
error-scan-worker-crashed = Чтение картинки прервалось
    .advice = Пропуск и записи в порядке. Попробуйте ещё раз или введите ключ вручную.
error-scan-worker-hung = Картинка читается слишком долго, чтение остановлено
    .advice = Попробуйте ещё раз. Большую картинку обрежьте: оставьте QR-код.
error-scan-cancelled = Поиск QR-кода остановлен
    .advice = Ничего не добавлено. Можно начать снова.

error-camera-denied = Система не разрешила включить камеру
    .advice = Разрешите Пропуску камеру в настройках системы и попробуйте ещё раз.
error-camera-absent = Камеры нет
    .advice = Подключите камеру и попробуйте ещё раз. Можно обойтись и без неё: найдите QR-код на экране или выберите картинку.
error-camera-unusable = Камера есть, но окно не может её включить
    .advice = В Linux обычно не хватает пакета gstreamer1.0-plugins-good или gstreamer1.0-pipewire. Установите его и откройте Пропуск снова.
error-camera-busy = Камера занята другой программой
    .advice = Закройте программу, которая снимает, и попробуйте ещё раз.
error-camera-gone = Камера отключилась
    .advice = Проверьте, что она подключена, и попробуйте ещё раз.
error-camera-silent = Камера не даёт изображения
    .advice = Закройте другие программы с камерой, подключите её заново и попробуйте ещё раз.
error-camera-closed = Камера уже выключена
    .advice = Включите её снова.
error-bad-frame = Изображение с камеры не читается
    .advice = Попробуйте ещё раз. Если не поможет, выберите картинку с QR-кодом.

### Ошибки: хранилище и связка ключей

error-key-missing = Ключа от хранилища нет в связке ключей
    .advice = Возможно, связку ключей сбросили или заменили. Откройте хранилище листом восстановления или верните прежнюю связку и попробуйте ещё раз.
error-key-wrong = Ключ из связки ключей не подходит к хранилищу
    .advice = Возможно, хранилище перенесли с другого компьютера. Откройте его листом восстановления или верните прежнюю связку ключей и попробуйте ещё раз.
error-key-changed = Ключ хранилища сменили в другой программе
    .advice = Хранилище уже открыто новым ключом. Повторите последнее действие.
error-locked-elsewhere = Пароль приложения задали или сменили в другой программе
    .advice = Введите нынешний пароль. Изменения, которые не успели сохраниться, сохранятся после этого.
error-key-malformed = В связке ключей вместо ключа что-то другое
    .advice = В связке ничего не изменено. Откройте хранилище листом восстановления или верните прежнюю связку ключей и попробуйте ещё раз.
error-key-without-vault = Ключ есть, а хранилища нет на месте
    .advice = Если папку с данными переместили, верните её на место и попробуйте ещё раз. Если её больше нет, поможет резервная копия.
error-keyring-unavailable = На этом компьютере не отвечает связка ключей
    .advice = Войдите в систему заново или запустите связку ключей (GNOME Keyring, KWallet), потом попробуйте ещё раз. Лист восстановления откроет хранилище и без неё.
error-keyring-no-collection = Связка ключей ещё не создана
    .advice = Откройте программу «Пароли и ключи», создайте связку по умолчанию и попробуйте ещё раз. Можно обойтись и без неё, с паролем приложения.
error-keyring-locked = Связка ключей заблокирована
    .advice = Разблокируйте её: обычно это пароль, с которым вы входите в систему. Потом попробуйте ещё раз.
error-keyring-silent = Связка ключей не отвечает
    .advice = Возможно, её окно с вопросом о пароле открыто под другими окнами. Ответьте на него и попробуйте ещё раз.
error-keyring-failed = Связка ключей сообщила об ошибке: { $detail }
    .advice = Попробуйте ещё раз. Если не поможет, войдите в систему заново. Лист восстановления откроет хранилище и без связки ключей.
error-keyring-changed-bytes = Связка ключей изменила то, что в неё записали
    .advice = Полагаться на неё нельзя, поэтому хранилище не создано. Попробуйте другую связку ключей, например GNOME Keyring.
error-vault-damaged = Файл хранилища повреждён
    .advice = Прежние состояния тоже не открылись. Восстановите хранилище из резервной копии или верните копию папки с данными и попробуйте ещё раз.
error-vault-newer = Хранилище сделано более новой версией программы
    .advice = Обновите Пропуск и попробуйте ещё раз.
error-vault-older = Это хранилище старше того, что было открыто в прошлый раз
    .advice = Возможно, папку с данными вернули из старой копии. Если вы сделали это нарочно, откройте её. Если нет, верните новую и попробуйте ещё раз.
error-vault-restored = Файл хранилища был повреждён. Показана копия от { $detail }
    .advice = Проверьте, нет ли потерянных изменений: может не хватать самого последнего. Повреждённый файл не удалён.
error-accounts-unreadable = { $detail ->
    [1] Одна запись не читается
   *[other] Записи, которые не читаются: { $detail }
}
    .advice = Остальные работают как обычно. Нечитаемое сохранено в хранилище без изменений.
error-vault-exists = Хранилище здесь уже есть
    .advice = Новое не создано, чтобы не потерять прежнее. Перезапустите Пропуск.
error-unsafe-folder = Папка с данными ненадёжна: { $detail }
    .advice = Папка должна быть вашей, обычной, а не ссылкой, и закрытой для других. Исправьте её и попробуйте ещё раз.
error-disk-full = На диске нет места
    .advice = Освободите место и попробуйте ещё раз. Сохранённое раньше цело.
error-read-only = Папка с данными доступна только для чтения
    .advice = Разрешите в ней запись и попробуйте ещё раз. Сохранённое раньше цело.
error-no-permission = Нет прав на папку с данными
    .advice = Проверьте, что папка принадлежит вам, и попробуйте ещё раз.
error-io-failed = Диск сообщил об ошибке (код { $detail })
    .advice = Попробуйте ещё раз. Сохранённое раньше цело.
error-verify-failed = Записанное не сошлось с тем, что хотели записать
    .advice = Прежний файл цел. Попробуйте ещё раз; если повторится, проверьте диск.
error-busy = Хранилищем сейчас пользуется другая программа
    .advice = Закройте второе окно Пропуска или дождитесь, пока закончится команда, и попробуйте ещё раз.
error-account-not-found = Такой записи больше нет
    .advice = Возможно, её удалили в другом окне. Список уже обновлён.
error-internal = Внутренняя ошибка программы
    .advice = Закройте Пропуск и откройте его снова. Сохранённые записи на месте.
error-no-home = Система не сказала, где хранить данные
    .advice = Проверьте, что у вашего пользователя есть домашняя папка, и откройте Пропуск снова.
error-no-qr-on-screen = На экране нет QR-кода
    .advice = Откройте страницу портала с QR-кодом и нажмите ещё раз. Если он мелкий, увеличьте страницу (Ctrl +).
error-screenshot-left-behind = Снимок экрана не удалось удалить: { $detail }
    .advice = Удалите этот файл сами: на нём виден QR-код с ключом.
error-draft-gone = Это окно предпросмотра устарело
    .advice = Найдите QR-код ещё раз.
error-nothing-chosen = Ничего не отмечено
    .advice = Отметьте хотя бы одну запись.
error-nothing-to-copy = У этой записи сейчас нет кода
    .advice = Нажмите «Следующий код» или проверьте ПИН-код.

### Ошибки: перенос

error-no-accounts = В этом файле нет ни одной записи с кодами
    .advice = Проверьте, что при сохранении в прежнем приложении записи были отмечены.
error-no-accounts-synced = В этом файле нет записей: синхронизированные в него не попадают
    .advice = Сохраните в Bitwarden само хранилище: «Экспорт хранилища», формат JSON.
error-password-needed = Этот файл закрыт паролем
    .advice = Введите пароль, который вы задали в прежнем приложении.
error-sheet-needed = Этот файл открывается листом восстановления
    .advice = Введите ключ с листа того хранилища, из которого файл.
error-key-file-needed = Нужен файл-ключ, или выбран не тот
    .advice = Выберите файл, которым вы открываете эту базу. Если её защищает и пароль, проверьте и его.
error-wrong-password-or-damaged = Пароль не подошёл, или файл повреждён
    .advice = Проверьте раскладку и Caps Lock. Если пароль точно верный, сохраните файл в прежнем приложении ещё раз.
error-damaged = Файл повреждён: он обрезан или изменён
    .advice = Сохраните его в прежнем приложении ещё раз и скопируйте целиком.
error-companion-needed = К этому файлу нужен manifest.json
    .advice = Выберите его: обычно он лежит в той же папке.
error-too-much-effort = Файл требует слишком много работы и памяти
    .advice = Обычные файлы так не делают. Сохраните его в прежнем приложении ещё раз с обычными настройками.
error-picture = Это картинка, QR-код в ней не найден
    .advice = Вырежьте из неё QR-код крупнее или сделайте снимок ещё раз.
error-unknown-json = Этот файл JSON не от знакомого приложения
    .advice = Сохраните записи в прежнем приложении иначе: списком ссылок otpauth или QR-кодами.
error-unknown-table = В этой таблице нет столбца с ключами
    .advice = Сохраните записи в прежнем приложении ещё раз, вместе с ключами одноразовых кодов.
error-unknown-archive = В этом архиве нет знакомого файла
    .advice = Проверьте, что это архив из приложения с кодами. Если файл внутри другого архива, достаньте его.
error-unknown-text = В этом тексте нет ключей
    .advice = Нужны ссылки, которые начинаются с otpauth, или файл прежнего приложения.
error-unknown-file = Пропуск не знает, что это за файл
    .advice = Найдите в прежнем приложении пункт «Экспорт» или «Резервная копия» и выберите файл, который он сохранит.
error-cancelled = Остановлено
    .advice = Ничего не добавлено. Можно начать снова.
error-unsupported-openpgp = Этот файл зашифрован OpenPGP
    .advice = Расшифруйте его программой, которой шифровали, или сохраните в прежнем приложении с паролем либо без него. Открытый файл потом удалите.
error-unsupported-keepass1 = Это база KeePass 1
    .advice = Откройте её в KeePassXC и сохраните как базу KDBX.
error-unsupported-account-restricted = Этот файл может открыть только тот же аккаунт Bitwarden
    .advice = Сохраните хранилище в Bitwarden ещё раз: тип «Защищён паролем».
error-unsupported-database = Это внутренняя база приложения
    .advice = Сохраните записи в самом приложении: «Экспорт» или «Резервная копия».
error-unsupported-newer = Этот файл новее, чем умеет читать Пропуск
    .advice = Обновите Пропуск или сохраните записи в прежнем приложении в другом виде.
error-unsupported-older = Этот файл слишком старого вида
    .advice = Откройте его в самом приложении, обновите приложение и сохраните записи ещё раз.
error-unsupported-cipher = Файл зашифрован незнакомым способом
    .advice = Сохраните его в прежнем приложении ещё раз с обычными настройками.
error-entry-damaged = Запись повреждена
    .advice = Добавьте её заново с QR-кода на сайте.
error-entry-trashed = Запись лежит в корзине прежнего приложения
    .advice = Если она нужна, верните её там и перенесите ещё раз.
error-entry-no-codes = Эта запись не даёт кодов, она подтверждает вход сообщением
    .advice = Включите на её сайте вход по одноразовому коду.
error-entry-does-not-open = Запись зашифрована отдельно и не открывается
    .advice = Откройте её в прежнем приложении и сохраните заново.
error-import-gone = Этот перенос уже закончен или забыт
    .advice = Начните заново: выберите файлы ещё раз.
error-import-busy = Предыдущий файл ещё читается
    .advice = Дождитесь конца или остановите чтение.
error-for-import = Это файл другого приложения
    .advice = Откройте «Добавить», «Перенести из другого приложения».
error-file-changed = Под этим именем теперь другой файл
    .advice = Он не тронут. Найдите прежний файл сами и удалите его.
error-file-not-deleted = Файл не удаляется
    .advice = Закройте программы, в которых он открыт, проверьте права или удалите его сами.
error-nothing-to-export = Ни одна из выбранных записей сюда не помещается
    .advice = Выберите другой вид файла: копия Пропуска вмещает всё.
error-no-randomness = Система не дала случайных чисел
    .advice = Перезапустите компьютер и попробуйте ещё раз. Файл не записан.
error-export-not-written = Файл не получился
    .advice = Попробуйте ещё раз или выберите другой вид файла.
error-not-confirmed = Нет вашего согласия
    .advice = Прочитайте предупреждение и отметьте, что понимаете его.
error-file-exists = Файл с таким именем уже есть
    .advice = Он не тронут. Сохраните под другим именем.
error-codes-are-open = Окно с QR-кодами уже открыто
    .advice = Закройте его и попробуйте ещё раз.
error-no-codes-to-show = Показывать больше нечего
    .advice = Закройте это окно и откройте его заново.
error-recovery-codes-are-open = Окно с кодами восстановления уже открыто
    .advice = Закройте его и попробуйте ещё раз.
error-no-recovery-codes-kept = У этой записи нет кодов восстановления
    .advice = Вставьте список, который дал портал.
error-no-recovery-codes = В этом тексте нет кодов
    .advice = Скопируйте на портале весь список или впишите коды вручную, по одному в строке.
error-recovery-codes-doubtful = Похоже на код, но не взято, строки: { $detail }
    .advice = Ничего не сохранено. Подайте одни коды, по одному в строке: --lines-stdin
error-too-many-recovery-codes = Слишком много кодов: { $detail }
    .advice = У записи может быть не больше 100 кодов. Оставьте те, что дал портал в последний раз.
error-recovery-code-too-long = Слишком длинный код (знаков: { $detail })
    .advice = Код бывает не длиннее 64 знаков. Проверьте, что в каждой строке один код.
error-recovery-codes-text-too-long = Слишком длинный текст
    .advice = Вставьте только список кодов.
error-recovery-code-not-found = Такого кода у этой записи нет
    .advice = Возможно, список изменила другая программа. Откройте его заново.
error-password-rules-impossible = Такого пароля не бывает
    .advice = Требования к паролю противоречат друг другу. Измените их.
error-password-bad-length = Такой длины пароль быть не может
    .advice = Знаков может быть столько: { $detail }.
error-unknown-portal = Пропуск не знает сайта { $detail }
    .advice = Известные сайты называет propusk-cli explain.
error-password-bad-words = Слов должно быть от 2 до 12
    .advice = Выберите другое число слов.
error-password-words-do-not-fit = Столько слов не подходит: знаков должно быть { $detail }
    .advice = Выберите другое число слов.

### Предупреждения

warning-weak-secret = Ключ короче, чем советуют стандарты. Так решил сам сервис; коды будут верными.
warning-few-digits = В коде меньше шести цифр: такой легче подобрать.
warning-unusual-period = Необычный срок: большинство кодов меняются раз в 30 секунд.
warning-unusual-algorithm = Необычный алгоритм. Проверьте первый код на портале.
warning-pin-missing = Для этой записи нужен ПИН-код.
warning-counter-missing = В ключе не было счётчика, поэтому он начнётся с нуля.
warning-migration-period = QR-код для переноса не хранит срок кода, взяты 30 секунд. Проверьте первый код на портале.
warning-maybe-hotp = Возможно, это ключ со счётчиком: старый файл этого не хранит. Проверьте первый код на портале.
warning-look-alike = Название похоже на «{ $detail }», но написано иначе. Так делают мошенники. Добавляйте запись, только если страницу портала вы открыли сами, набрав адрес.
warning-other-parameters = У портала «{ $detail }» коды обычно другие. Возможно, это QR-код другого сервиса.
warning-lost-kind = Не перенесена: там нет таких кодов.
warning-lost-algorithm = Не перенесена: там не считают по такому алгоритму.
warning-lost-digits = Не перенесена: там нет кодов такой длины.
warning-lost-period = Не перенесена: там коды меняются с другим сроком и были бы неверны.
warning-lost-counter = Не перенесена: счётчик больше, чем там бывает.
warning-lost-secret = Не перенесена: её ключ там не записать.
warning-lost-pin = Не перенесена: сначала введите здесь её ПИН-код.
warning-lost-tags = Без меток или не со всеми.
warning-lost-note = Без заметки.
warning-lost-favourite = Без отметки «избранное».

### Command line

cli-usage = Вызов
cli-commands = Команды
cli-command = КОМАНДА
cli-arguments = Что указать
cli-options = Параметры
cli-after-help = Код выхода: 0 готово, 1 не принято или не найдено, 2 неверная команда, 3 хранилище или связка ключей недоступны, 4 неверный пароль.

# Страницы руководства (man). Заголовки — как принято в других руководствах на этом языке.
cli-man-book = Руководство Пропуска
cli-man-name = НАЗВАНИЕ
cli-man-synopsis = ОБЗОР
cli-man-description = ОПИСАНИЕ
cli-man-commands = КОМАНДЫ
cli-man-status = КОД ВЫХОДА
cli-man-environment = ОКРУЖЕНИЕ
cli-man-files = ФАЙЛЫ
cli-man-see-also = СМ. ТАКЖЕ
cli-man-about = Данные выводятся на стандартный вывод, слова для человека — на стандартный вывод ошибок. Секретное выводится, только если об этом попросить. Хранилище открывает связка ключей; без неё — пароль приложения (--password-stdin) или лист восстановления (--recovery-stdin). Для этого не нужны ни экран, ни сеанс рабочего стола: команды работают и по SSH.
cli-man-status-0 = Готово. Так же кончается code --watch по Ctrl+C.
cli-man-status-1 = Не принято или не найдено.
cli-man-status-2 = Неверная команда.
cli-man-status-3 = Хранилище или связка ключей недоступны. В сообщении сказано, что можно сделать.
cli-man-status-4 = Неверный пароль приложения или файла.
cli-man-data-dir = Папка с данными, если не названа в --data-dir.
cli-man-folder = Хранилище, его прежние состояния и настройки.
cli-man-window-about = одноразовые коды для входа с подтверждением
cli-man-window-description = Открывает окно Пропуска: коды учётных записей, которые хранятся на этом компьютере под защитой связки ключей. Без сети. То же хранилище читает propusk-cli(1).
cli-about-propusk-cli = Одноразовые коды Пропуска в командной строке: то же хранилище, что и в окне.
cli-about-add = Добавить учётную запись. Хранилище создаётся при первой.
cli-about-list = Показать учётные записи: все или найденные по словам
cli-about-code = Показать код. Код по нажатию (HOTP) при этом расходуется.
cli-about-edit = Изменить названия, отметку о проверке, ПИН-код или счётчик
cli-about-remove = Удалить учётную запись в корзину
cli-about-restore = Вернуть записи из корзины, из прежнего состояния или из резервной копии
cli-about-trash = Показать корзину
cli-about-snapshots = Показать прежние состояния хранилища, к которым можно вернуться
cli-about-backup = Сделать резервную копию и делать её после каждого изменения
cli-about-rehearse = Проверить, что резервная копия открывается, ничего не меняя
cli-about-recovery = Лист восстановления: бумага, которая откроет хранилище без связки ключей и пароля
cli-about-recovery-new = Сделать лист. Новый лист вместо прежнего действует только после проверки
cli-about-recovery-check = Проверить, что лист подходит
cli-about-password = Пароль приложения: с ним хранилищу не нужна связка ключей
cli-about-password-set = Задать пароль. Где хранилища ещё нет, оно создаётся с паролем
cli-about-password-change = Сменить пароль
cli-about-password-remove = Убрать пароль: ключ снова лежит в связке ключей
cli-about-recovery-codes = Коды восстановления, которые дал портал: сколько осталось, новый список, отметки
cli-about-generate = Придумать пароль; он нигде не хранится
cli-about-scan = Прочитать QR-коды из картинок и сказать, что в них
cli-about-parse = Разобрать содержимое QR-кодов со стандартного ввода, строка за строкой
cli-about-compute = Посчитать коды по строкам стандартного ввода: объект JSON или «ВРЕМЯ ССЫЛКА»
cli-about-explain = Помощь: как включить вход с подтверждением, что делать, если код не подходит, и другое
cli-about-doctor = Проверить связку ключей, хранилище, права и часы
cli-arg-data-dir = Папка с данными вместо обычной
cli-arg-lang = Язык сообщений
cli-arg-json = Выводить JSON
cli-arg-show-secrets = Выводить ключи и ПИН-коды открыто
cli-arg-help = Показать эту справку
cli-arg-version = Показать версию
cli-arg-uri = Ссылка otpauth, steam или motp. Её увидят другие программы и история команд: надёжнее --stdin
cli-arg-stdin = Прочитать ссылки со стандартного ввода, по одной в строке
cli-arg-qr = Прочитать QR-код из картинки или PDF; - читает со стандартного ввода
cli-arg-clipboard = Взять картинку или ссылку из буфера обмена
cli-arg-screen = Найти QR-код на экране
cli-arg-camera = Показать QR-код камере. Можно назвать её (/dev/video2) или дать записанное видео. Нужна программа ffmpeg
cli-arg-issuer = Название сервиса
cli-arg-name = Имя учётной записи
cli-arg-pin-stdin = Прочитать ПИН-код из первой строки стандартного ввода
cli-arg-all = Добавить все, если QR-кодов несколько
cli-arg-again = Добавить, даже если такой ключ уже есть
cli-arg-new-vault = Начать новое хранилище, даже если в связке ключей есть ключ от прежнего; он останется
cli-arg-search = Слова из названий, меток и заметок, можно в другой раскладке или латиницей
cli-arg-topic = О чём рассказать: слова или название портала; без них список всех страниц
cli-arg-query = Сервис, имя, «сервис имя» или номер записи; достаточно части
cli-arg-next = Показать следующий код
cli-arg-peek = Показать код HOTP, не расходуя его
cli-arg-watch = Показывать код каждого нового периода, пока не нажать Ctrl+C
cli-arg-clip = Скопировать код, не показывая; из буфера обмена он уйдёт сам
cli-arg-confirmed = Портал принял код этой записи
cli-arg-counter = Счётчик, с которого посчитается следующий код (HOTP)
cli-arg-files = Картинки PNG, JPEG, WebP, BMP, GIF и файлы PDF; - читает со стандартного ввода
cli-arg-password-stdin = Прочитать пароль приложения из первой строки стандартного ввода; остальное идёт следом
cli-arg-recovery-stdin = Открыть листом восстановления: его текст идёт строкой стандартного ввода, после пароля
cli-arg-snapshot = Вернуть это прежнее состояние (snapshots), целиком или только названные записи
cli-arg-backup = Вернуть хранилище из резервной копии. Нужен лист восстановления
cli-arg-older = Открыть хранилище, хотя оно старше того, что было в прошлый раз
cli-arg-key = Положить в связку ключей новый ключ, когда открыть удалось только листом
cli-arg-to = Папка для резервных копий, лучше на другом диске
cli-arg-keep = Сколько копий хранить
cli-arg-off = Больше не делать копий; сделанные останутся
cli-arg-file = Файл резервной копии
cli-arg-out = Записать в новый файл (лист восстановления — PDF, чтобы распечатать)
cli-arg-text = Вывести ключ листа, чтобы переписать его от руки
cli-arg-checked-stdin = Принять лист, сделанный раньше: его текст идёт строкой стандартного ввода
cli-arg-codes-stdin = Прочитать список портала из стандартного ввода; он заменит прежний
cli-arg-lines-stdin = Прочитать коды из стандартного ввода, по одному в строке, как есть; они заменят прежние
cli-arg-used-stdin = Отметить использованным код из строки стандартного ввода
cli-arg-unused-stdin = Снять отметку с кода из строки стандартного ввода
cli-arg-length = Сколько знаков, от 8 до 64
cli-arg-words = Пароль из стольких слов, от 2 до 12
cli-arg-no-symbols = Без таких знаков, как # и +: только буквы и цифры
cli-arg-portal = Пароль по правилам сайта: gosuslugi, github и другие
cli-arg-no-look-alikes = Без похожих знаков, таких как 0 и O, 1 и l
cli-arg-sheet-stdin = Прочитать текст листа из строки стандартного ввода
cli-arg-sheet-qr = Прочитать QR-код листа с фотографии
cli-arg-without-sheet = Начать без листа восстановления: если забыть пароль, записи пропадут

cli-mistake-unknown = Неизвестный параметр: { $about }
cli-mistake-command = Неизвестная команда: { $about }
cli-mistake-no-command = Не указана команда
cli-mistake-missing = Не хватает: { $about }
cli-mistake-conflict = Это нельзя указать вместе с остальным: { $about }
cli-mistake-value = Такое значение не подходит: { $about }
cli-mistake-other = Команда записана неверно { $about }
cli-mistake-advice = Справка: propusk-cli --help, о команде: propusk-cli КОМАНДА --help

cli-added = { $count ->
    [one] Добавлена { $count } запись
    [few] Добавлены { $count } записи
   *[other] Добавлено { $count } записей
}
cli-explain-nothing = Об этом страницы нет. Вот что верно почти для любого сайта.
cli-explain-others = Ещё об этом (propusk-cli explain НАЗВАНИЕ):
cli-vault-made = Создано новое хранилище: { $path }. Ключ от него лежит в связке ключей.
cli-recovery-codes-found = { $count ->
    [one] Найден { $count } код
    [few] Найдено { $count } кода
   *[other] Найдено { $count } кодов
}
cli-recovery-codes-rest = { $count ->
    [one] Не взята { $count } строка: в ней нет кода
    [few] Не взято { $count } строки: в них нет кодов
   *[other] Не взято { $count } строк: в них нет кодов
}
cli-recovery-codes-left = { $name }: осталось { $left } из { $total }
cli-edited = Изменено: { $name }
cli-removed = Удалено: { $name }
cli-removed-advice = Вернуть можно 30 дней: propusk-cli restore { $id }
cli-restored = Возвращено: { $name }
cli-restored-count = { $count ->
    [one] Возвращена { $count } запись
    [few] Возвращены { $count } записи
   *[other] Возвращено { $count } записей
}
cli-key-renewed = Новый ключ лежит в связке ключей. Хранилище снова открывается само.
cli-opened-by-sheet = Открыто листом восстановления. Чтобы дальше открывать без него: propusk-cli restore --key --recovery-stdin (связка ключей) или propusk-cli password set --recovery-stdin (пароль)
cli-trash-empty = Корзина пуста
cli-days-left = { $count ->
    [one] остался { $count } день
    [few] осталось { $count } дня
   *[other] осталось { $count } дней
}
cli-snapshots-empty = Прежних состояний пока нет: первое появится после следующего изменения
cli-snapshots-advice = Вернуть целиком: propusk-cli restore --snapshot СОСТОЯНИЕ, отдельные записи: … --snapshot СОСТОЯНИЕ ЗАПИСЬ
cli-point-accounts = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
cli-point-differences = пропавших с тех пор { $missing }, изменённых { $changed }, новых { $newer }
cli-backup-written = Копия записана: { $path }
cli-backup-checked = Проверено: { $accounts } из { $of }
cli-backup-off = Копии больше не делаются. Сделанные раньше остались на месте.
cli-rehearsed = { $count ->
    [one] Копия открывается: в ней { $count } запись
    [few] Копия открывается: в ней { $count } записи
   *[other] Копия открывается: в ней { $count } записей
}
cli-rehearsed-when = Сохранено { $when }
cli-rehearsed-of = Сейчас в хранилище записей: { $count }
cli-sheet-written = Лист записан: { $path }. Распечатайте его и удалите файл.
cli-sheet-read-back = Перепишите или распечатайте лист, потом введите ключ с него. Пустая строка: проверить позже.
cli-sheet-fits = Лист подходит
cli-sheet-unchecked = Лист действует, но не проверен. Проверьте: propusk-cli recovery check
cli-sheet-not-in-effect = Этот лист ещё не действует. Введите его ключ: propusk-cli recovery new --checked-stdin; где хранилища ещё нет: propusk-cli password set
cli-sheet-first = Сначала лист восстановления: без него забытый пароль не обойти. Сделать его: propusk-cli recovery new --out лист.pdf
cli-sheet-missing = Листа восстановления нет: если забыть пароль, записи пропадут. Сделать его: propusk-cli recovery new --out лист.pdf
cli-vault-made-with-password = Создано новое хранилище с паролем приложения. Связка ключей ему не нужна.
cli-password-set = Теперь хранилище открывает пароль приложения. В связке ключей ключа больше нет.
cli-password-changed = Пароль изменён. Прежний больше ничего не открывает.
cli-password-removed = Пароля больше нет: ключ лежит в связке ключей
cli-ask-password = Пароль приложения:
cli-ask-new-password = Новый пароль:
cli-ask-new-password-again = Ещё раз:
cli-ask-sheet = Ключ с листа восстановления (на экране не виден):

cli-camera = Покажите камере QR-код. Остановить: Ctrl+C
cli-list-none = Ничего не найдено.
cli-list-empty = Записей пока нет. Добавить: propusk-cli add --screen
cli-batch = Это QR-код для переноса { $index } из { $size }. Добавьте и остальные.
cli-code-nearly-over = { $count ->
    [one] Осталась { $count } секунда: лучше дождаться нового кода
    [few] Осталось { $count } секунды: лучше дождаться нового кода
   *[other] Осталось { $count } секунд: лучше дождаться нового кода
}
cli-code-left = { $code }  { $seconds } с
cli-copied = { $count ->
    [one] Код скопирован, действует ещё { $count } секунду. Из буфера обмена он уйдёт сам
    [few] Код скопирован, действует ещё { $count } секунды. Из буфера обмена он уйдёт сам
   *[other] Код скопирован, действует ещё { $count } секунд. Из буфера обмена он уйдёт сам
}
cli-copied-next = { $count ->
    [one] Следующий код скопирован, начнёт действовать через { $count } секунду. Из буфера обмена он уйдёт сам
    [few] Следующий код скопирован, начнёт действовать через { $count } секунды. Из буфера обмена он уйдёт сам
   *[other] Следующий код скопирован, начнёт действовать через { $count } секунд. Из буфера обмена он уйдёт сам
}
cli-copied-pressed = Код скопирован. Из буфера обмена он уйдёт сам
cli-copy-waits = { $count ->
    [one] Код вот-вот сменится. Следующий будет скопирован через { $count } секунду
    [few] Код вот-вот сменится. Следующий будет скопирован через { $count } секунды
   *[other] Код вот-вот сменится. Следующий будет скопирован через { $count } секунд
}

# Что можно сделать с хранилищем, которое не открылось.
cli-ways = Что можно сделать: { $ways }
cli-way-retry = повторить команду
cli-way-unlock = разблокировать связку ключей и повторить команду
cli-way-password = с паролем приложения: propusk-cli … --password-stdin
cli-way-sheet = с листом восстановления: propusk-cli … --recovery-stdin
cli-way-backup = из резервной копии: propusk-cli restore --backup ФАЙЛ --recovery-stdin
cli-way-new-vault = начать новое, не трогая прежний ключ: propusk-cli add … --new-vault
cli-way-open-older = открыть это, более старое: propusk-cli restore --older
cli-way-new-with-password = начать с паролем приложения, без связки ключей: propusk-cli password set

# Ошибки, у которых в командной строке другие слова, чем в окне, и те, что бывают только здесь.
cli-error-ffmpeg-missing = Чтобы смотреть через камеру, нужна программа ffmpeg
    .advice = Установите её: в Debian и Ubuntu sudo apt install ffmpeg, в macOS brew install ffmpeg, в Windows winget install ffmpeg. Или дайте картинку: --qr ФАЙЛ
cli-error-camera-not-named = Какая камера?
    .advice = Назовите её: --camera "ИМЯ". Имена показывает команда ffmpeg -list_devices true -f dshow -i dummy
cli-error-camera-absent = Камеры нет
    .advice = Подключите её и повторите команду или назовите её: --camera УСТРОЙСТВО. Или дайте картинку: --qr ФАЙЛ
cli-error-camera-denied = Система не разрешила включить камеру
    .advice = Разрешите её в настройках системы и повторите команду. В Linux помогает группа video.
cli-error-camera-failed = Камера не включилась: { $detail }
    .advice = Проверьте, что она подключена и назван нужный путь, и повторите команду.
cli-error-camera-saw-nothing = За минуту камера не увидела QR-кода
    .advice = Поднесите его ближе, держите ровно, добавьте света и повторите команду.
cli-error-video-unreadable = Это видео не читается
    .advice = Проверьте, что файл цел и что это видео. Картинку читает --qr ФАЙЛ
cli-error-account-not-found = Нет записи, подходящей к запросу «{ $detail }»
    .advice = Посмотрите список: propusk-cli list
cli-error-several-accounts = К запросу «{ $detail }» подходит несколько записей
    .advice = Назовите одну точнее, например номером из этого списка:
cli-error-several-codes = На картинке несколько QR-кодов с ключами: { $detail }
    .advice = Вырежьте нужный или добавьте все: --all
cli-error-several-entries = Названия подходят только к одной записи, а найдено: { $detail }
    .advice = Уберите --issuer и --name, а потом измените каждую: propusk-cli edit
cli-error-duplicate = Такой ключ уже есть: { $detail }
    .advice = Если он нужен ещё раз, добавьте --again
cli-error-copied-meanwhile = Код не скопирован: тем временем скопировали что-то другое
    .advice = Повторите команду, если он нужен.
cli-error-copy-slept = Код не скопирован: прошло слишком много времени, или часы перевели
    .advice = Повторите команду.
cli-error-watch-without-time = Код по нажатию не меняется со временем
    .advice = Вызовите команду без --watch.
cli-error-next-without-time = У кода по нажатию нет следующего по времени
    .advice = Каждый вызов без --next даёт новый код; --peek показывает код, не расходуя его.
cli-error-pin-missing = Для этой записи нужен ПИН-код
    .advice = Задайте его: propusk-cli edit ЗАПИСЬ --pin-stdin
cli-error-empty-input = На входе ничего нет
    .advice = Передайте ссылку, которая начинается с otpauth, по одной в строке.
cli-error-too-long = Эта строка слишком длинная для ключа
    .advice = Передайте по одной ссылке в строке.
cli-error-screen-denied = Система не разрешила снимок экрана
    .advice = Разрешите его в настройках системы или сохраните QR-код картинкой и передайте её: --qr ФАЙЛ
cli-error-no-qr-on-screen = На экране нет QR-кода
    .advice = Откройте страницу портала с QR-кодом и повторите команду. Если он мелкий, увеличьте страницу (Ctrl +).
cli-error-screen-cancelled = Снимок экрана отменён
    .advice = Повторите команду и разрешите снимок, когда система спросит.
cli-error-screen-unavailable = Снимок экрана не получился: { $detail }
    .advice = Сохраните QR-код картинкой и передайте её: --qr ФАЙЛ
cli-error-clipboard-unavailable = Буфер обмена не отвечает: { $detail }
    .advice = Попробуйте ещё раз или передайте картинку: --qr ФАЙЛ
cli-error-picture-format = Картинки вида { $detail } Пропуск не читает
    .advice = Сохраните её как PNG или JPEG или откройте на экране: --screen
cli-error-pdf-locked = Этот файл PDF закрыт паролем
    .advice = Откройте его на экране так, чтобы QR-код был виден целиком: --screen
cli-error-file-not-found = Такого файла нет: { $detail }
    .advice = Проверьте имя и папку.
cli-error-file-unreadable = Файл не открывается: { $detail }
    .advice = Проверьте, что это обычный файл и что вам разрешено его читать.
cli-error-key-without-vault = Ключ в связке есть, а хранилища на месте нет
    .advice = Если папку с данными переместили, верните её. Если прежнее хранилище больше не нужно: propusk-cli add … --new-vault
cli-error-password-needed = Нужен пароль приложения
    .advice = Передайте его первой строкой стандартного ввода: propusk-cli … --password-stdin. Забыли его: propusk-cli … --recovery-stdin
cli-error-sheet-needed = Нужен ключ с листа восстановления
    .advice = Передайте его строкой стандартного ввода: propusk-cli … --recovery-stdin
cli-error-line-too-long = Строка на стандартном вводе слишком длинная для пароля или ключа
    .advice = Передайте пароль первой строкой, а ключ с листа одной строкой после него.
cli-error-line-not-text = Строка на стандартном вводе не текст
    .advice = Передайте её в кодировке UTF-8.
cli-error-passwords-differ = Два введённых пароля не совпали
    .advice = Повторите команду и введите новый пароль дважды. Ничего не изменено.
cli-error-wrong-password = Пароль не подошёл
    .advice = Проверьте раскладку и Caps Lock. Если забыли его, задайте новый с листом: propusk-cli password set --recovery-stdin
cli-error-password-file-damaged = Файл с ключом под паролем повреждён
    .advice = Записи целы. Задайте новый пароль с листом восстановления: propusk-cli password set --recovery-stdin
cli-error-password-is-set = Пароль приложения уже задан
    .advice = Сменить его: propusk-cli password change. Если забыли: propusk-cli password set --recovery-stdin
cli-error-no-password = Пароля приложения нет: хранилище открывает связка ключей
    .advice = Задать его: propusk-cli password set
cli-error-no-sheet-yet = Без листа восстановления забытый пароль не обойти
    .advice = Сделайте лист: propusk-cli recovery new --out лист.pdf, и введите его ключ: propusk-cli password set --recovery-stdin. Начать без листа: --without-sheet
cli-error-sheet-first = Сначала нужен лист восстановления
    .advice = Сделайте его: propusk-cli recovery new --out лист.pdf, и проверьте: propusk-cli recovery check
cli-error-sheet-wrong = Этот лист от другого хранилища
    .advice = Поищите другой: на листе есть дата и обычно начало номера хранилища. Если вы делали новый лист, старый больше не действует.
cli-error-no-sheet-qr = На картинке нет QR-кода листа восстановления
    .advice = Снимите лист ближе и ровнее или введите ключ с него: propusk-cli recovery check
cli-error-new-key-first = Хранилище открыто листом, другого ключа у него сейчас нет
    .advice = Сначала новый ключ: propusk-cli restore --key --recovery-stdin, или пароль: propusk-cli password set --recovery-stdin
cli-error-key-needs-sheet = Новый ключ кладут в связку, когда хранилище открыто листом
    .advice = Передайте ключ с листа: propusk-cli restore --key --recovery-stdin
cli-error-file-exists = Такой файл уже есть: { $detail }
    .advice = Он не изменён. Назовите другой файл.
cli-error-file-not-written = Файл не записывается: { $detail }
    .advice = Проверьте место на диске и права или выберите другую папку.
cli-error-no-backup-folder = Папка для резервных копий не выбрана
    .advice = Назовите её, лучше на другом диске: propusk-cli backup --to ПАПКА
cli-error-backup-folder-missing = Папки для резервных копий нет на месте
    .advice = Подключите диск или назовите другую папку: propusk-cli backup --to ПАПКА
cli-error-point-not-found = Такого состояния нет
    .advice = Посмотрите список: propusk-cli snapshots
cli-error-vault-exists = Хранилище здесь уже есть
    .advice = Оно не изменено. Если забыт пароль или пропал ключ, его откроет лист: propusk-cli … --recovery-stdin. Чтобы вернуть вместо него копию, переименуйте папку с данными (её назовёт propusk-cli doctor) и повторите.
cli-error-no-vault-yet = Хранилища ещё нет
    .advice = Оно появится с первой записью: propusk-cli add. Вернуть из копии: propusk-cli restore --backup ФАЙЛ --recovery-stdin
cli-restored-from-previous = Файл хранилища был повреждён. Показано сохранённое { $when }: последнего изменения может не быть.
cli-unreadable = { $count ->
    [one] { $count } запись эта версия прочитать не может; она останется в хранилище как есть
    [few] { $count } записи эта версия прочитать не может; они останутся в хранилище как есть
   *[other] { $count } записей эта версия прочитать не может; они останутся в хранилище как есть
}
cli-error-busy = Хранилищем сейчас пользуется другая программа
    .advice = Закройте окно Пропуска или дождитесь, пока закончится другая команда, и повторите. Ничего не изменено.
error-migration-unsupported = В QR-код для переноса эта запись не помещается: { $detail }
    .advice = Перенесите её отдельным QR-кодом или ссылкой.
error-too-large = Здесь больше { $detail } МиБ
    .advice = Разделите его на части.
error-too-many-entries = Записей больше { $detail }
    .advice = Разделите их на части.

cli-doctor-folder-ok = Папка с данными: { $path }
cli-doctor-folder-none = Папки с данными пока нет; она появится с первой записью: { $path }
cli-doctor-folder-link = На месте папки с данными не папка или ссылка: { $path }
    .advice = Уберите её оттуда или укажите другую папку: --data-dir
cli-doctor-folder-foreign = Папка с данными принадлежит другому пользователю: { $path }
    .advice = Укажите свою папку: --data-dir
cli-doctor-permissions-ok = Папку и файлы могут читать только вы
cli-doctor-permissions-open = Другие пользователи могут открыть: { $names }
    .advice = Закройте доступ: chmod -R go= "{ $path }"
cli-doctor-keyring-ok = Связка ключей отвечает и открыта
cli-doctor-keyring-closed = Связка ключей лежит на диске зашифрованной
cli-doctor-keyring-unknown = Файлов связки ключей GNOME здесь нет, проверять нечего
cli-doctor-keyring-clear = У связки ключей нет пароля: ключ от хранилища лежит на диске открыто ({ $path })
    .advice = Задайте связке пароль в программе «Пароли и ключи» или задайте пароль приложения: propusk-cli password set
cli-doctor-vault-ok = { $count ->
    [one] Хранилище открывается, в нём { $count } запись
    [few] Хранилище открывается, в нём { $count } записи
   *[other] Хранилище открывается, в нём { $count } записей
}
cli-doctor-vault-none = Хранилища пока нет; оно появится с первой записью
cli-doctor-keyring-not-needed = Связка ключей не отвечает, но хранилищу с паролем она и не нужна
cli-doctor-vault-locked = Хранилище закрыто паролем приложения, внутрь не заглядывали
    .advice = Проверить и его: propusk-cli doctor --password-stdin
cli-doctor-guard-keyring = Хранилище открывает связка ключей
cli-doctor-guard-password = Хранилище открывает пароль приложения
cli-doctor-guard-sheet = Хранилище открыл только лист восстановления
    .advice = Новый ключ: propusk-cli restore --key --recovery-stdin, или пароль: propusk-cli password set --recovery-stdin
cli-doctor-recovery-none = Листа восстановления нет: без ключа в связке или без пароля хранилище не открыть
    .advice = Сделайте его: propusk-cli recovery new --out лист.pdf
cli-doctor-recovery-unchecked = Лист восстановления сделан { $when }, но не проверен
    .advice = Введите ключ с него: propusk-cli recovery check
cli-doctor-recovery-ok = Лист восстановления проверен { $when }
cli-doctor-switch-ok = Смена ключа не прервана
cli-doctor-switch-unfinished = Смена ключа была прервана и ещё не закончена
    .advice = Она закончится сама, когда хранилище откроется со связкой ключей: propusk-cli list
cli-doctor-device-key-ok = Файл с ключом под паролем и его копия на месте
cli-doctor-device-key-switching = Смена пароля была прервана
    .advice = Она закончится сама, когда хранилище откроется: propusk-cli list --password-stdin
cli-doctor-device-key-one-left = Из двух файлов с ключом под паролем цел один
    .advice = Второй появится снова при смене пароля: propusk-cli password change
cli-doctor-device-key-damaged = Файлы с ключом под паролем повреждены
    .advice = Записи целы. Задайте новый пароль с листом восстановления: propusk-cli password set --recovery-stdin
cli-doctor-snapshots-ok = { $count ->
    [one] Есть { $count } прежнее состояние, к которому можно вернуться
    [few] Есть { $count } прежних состояния, к которым можно вернуться
   *[other] Прежних состояний, к которым можно вернуться: { $count }
}
cli-doctor-unreadable = { $count ->
    [0] Все записи читаются
   *[other] Записей, которые эта версия прочитать не может: { $count }
}
    .advice = Обновите Пропуск. Они остаются в хранилище как есть.
cli-doctor-quarantine = { $count ->
    [0] Отложенных повреждённых файлов нет
   *[other] Отложено файлов, которые не открылись: { $count }
}
    .advice = Они лежат здесь: { $path }. Какие из них открываются теперь: propusk-cli snapshots
cli-doctor-backup-none = Резервные копии не делаются
    .advice = Выберите папку, лучше на другом диске: propusk-cli backup --to ПАПКА
cli-doctor-backup-never = Резервных копий ещё не было: { $path }
    .advice = Сделайте первую: propusk-cli backup
cli-doctor-backup-failed = Копия не получилась { $when }: { $why } ({ $path })
    .advice = Проверьте папку и повторите: propusk-cli backup
cli-doctor-backup-partly = В копии от { $when } открылось { $accounts } из { $of } ({ $path })
    .advice = Сделайте новую: propusk-cli backup
cli-doctor-backup-ok = { $count ->
    [0] Сегодняшняя копия от { $when } проверена: { $accounts } из { $of } ({ $path })
    [one] Копия от { $when } ({ $count } день назад) проверена: { $accounts } из { $of } ({ $path })
    [few] Копия от { $when } ({ $count } дня назад) проверена: { $accounts } из { $of } ({ $path })
   *[other] Копия от { $when } ({ $count } дней назад) проверена: { $accounts } из { $of } ({ $path })
}
cli-doctor-clock-synchronised = Часы установлены по сети
cli-doctor-clock-plausible = Ничто не говорит, что часы неверны, но и подтвердить это нечем
    .advice = Сверьте часы с телефоном или включите в настройках системы автоматическую установку времени: отставание больше 30 секунд делает коды неверными.
cli-doctor-clock-behind = Часы отстают: сейчас на них время, когда этой программы ещё не было
    .advice = Включите в настройках системы автоматическую установку времени. С такими часами все коды неверны.
cli-doctor-clock-ahead = Часы спешат на годы
    .advice = Включите в настройках системы автоматическую установку времени. С такими часами все коды неверны.
cli-doctor-clock-went-back = Часы перевели назад: на диске есть файлы из будущего
    .advice = Проверьте дату и время в настройках системы.
cli-doctor-memory-ok = Память программы закрыта от других программ
cli-doctor-memory-open = Память программы не закрыта от других программ
    .advice = Обновите систему: ядро отказало в защите.

### Лист восстановления на бумаге (crates/sheet). Номера групп — как на листе

sheet-print-title = Лист восстановления Propusk
sheet-print-made = Сделан { $date }
sheet-print-day = { $day } { $month ->
    [january] января
    [february] февраля
    [march] марта
    [april] апреля
    [may] мая
    [june] июня
    [july] июля
    [august] августа
    [september] сентября
    [october] октября
    [november] ноября
   *[december] декабря
} { $year } г.
sheet-print-vault = Хранилище { $id }
sheet-print-purpose = Этот лист откроет ваши коды, если компьютер сломался, пропал или потерял ключ. Самих кодов на листе нет: нужно ещё хранилище или его резервная копия.
sheet-print-qr = QR-код ключа восстановления
sheet-print-key = Ключ восстановления
sheet-print-key-hint = Мелкие цифры — номера групп, их набирать не нужно.
sheet-print-open = Как открыть коды на новом компьютере
sheet-print-open-install = Установите Пропуск (Propusk) и откройте его.
sheet-print-open-choose = Нажмите «Открыть листом восстановления», а если такой кнопки нет, «Восстановить из резервной копии».
sheet-print-open-backup = Выберите файл резервной копии: его имя кончается на .age. Если папка с хранилищем уже на месте, выбирать ничего не нужно.
sheet-print-open-key = Наберите ключ с листа (строку AGE-SECRET-KEY-1 можно пропустить) или прочитайте QR-код с картинки, например со сканера.
sheet-print-age = Как открыть без Пропуска
sheet-print-age-install = Установите программу age (age-encryption.org).
sheet-print-age-file = Запишите ключ в файл key.txt: всё в одну строку, начиная с AGE-SECRET-KEY-1, без пробелов и без номеров групп.
sheet-print-age-run = Положите рядом хранилище vault.age или резервную копию, назвав её vault.age, и выполните команду:
sheet-print-age-command = age -d -i key.txt vault.age
sheet-print-age-after = Она покажет всё, что есть в хранилище. Потом удалите key.txt.
sheet-print-keep = Как хранить
sheet-print-keep-where = Держите лист вместе с паспортом и другими важными бумагами. Не фотографируйте его на телефон и не кладите в облако.
sheet-print-keep-who = Кто получит этот лист и копию хранилища, откроет все ваши коды.
sheet-print-keep-renewed = Когда вы сделаете новый лист, этот перестанет открывать хранилище. Старые резервные копии в других местах он откроет и дальше, поэтому уничтожьте его.

error-sheet-not-drawn = Лист восстановления не получился: { $detail }
    .advice = Попробуйте ещё раз. Если не поможет, перепишите ключ с экрана от руки.
error-sheet-too-short = Набрано не всё: символов { $detail }, а на листе их 58
    .advice = Сверьте группы по номерам: в каждой четыре символа, в последней два. Строка AGE-SECRET-KEY-1 не считается.
error-sheet-too-long = Набрано лишнее: символов { $detail }, а на листе их 58
    .advice = Сверьте группы по номерам: в каждой четыре символа, в последней два. Строка AGE-SECRET-KEY-1 не считается.
error-sheet-wrong-character = Такого символа на листе не бывает, группа { $detail }
    .advice = Переключите клавиатуру на английский и сверьте эту группу с листом. Букв B, I, O и цифры 1 в ключе нет.
error-sheet-wrong-group = Опечатка в группе { $detail }
    .advice = Посмотрите на листе группу { $detail } и наберите её ещё раз. Остальное набрано верно.
error-sheet-wrong-checksum = В ключе больше одной опечатки
    .advice = Сверьте с листом все группы по очереди.

### QR-коды записей на бумаге (crates/sheet)

codes-print-title = QR-коды из Пропуска (Propusk)
codes-print-made = Сделано { $date } · Записей: { $count }
codes-print-warning = Кто возьмёт эти листы или снимет их на телефон, получит все ваши коды. Храните их вместе с паспортом, а ненужные уничтожьте.
codes-print-scan = В новом приложении выберите «Добавить по QR-коду» и наведите на код камеру. Длинные имена здесь сокращены, а знаки, которых нет в шрифте, заменены на ◊: в самом коде имя записано целиком.
codes-print-qr = QR-код: { $name }
codes-print-time = По времени · цифр: { $digits } · смена: { $number } с · { $algorithm }
codes-print-counter = По счётчику · цифр: { $digits } · номер: { $number } · { $algorithm }
codes-print-steam = Steam Guard · знаков: 5 · смена: 30 с
codes-print-yandex = Яндекс · букв: 8 · смена: 30 с
codes-print-motp = mOTP · знаков: 6 · смена: 10 с
codes-print-page = Страница { $page } из { $pages }

### Ошибки: блокировка, лист и копии в окне

error-links-off = Ссылки из других программ выключены
    .advice = Включите «Открывать ссылки otpauth» в настройках и откройте ссылку ещё раз. Или скопируйте её и вставьте сюда: Ctrl+V.
error-links-not-installed = Пропуск не установлен в систему, и ссылки ему не передать
    .advice = Установите пакет Пропуска и включите снова. А пока ссылку можно скопировать и вставить в окно: Ctrl+V.
error-links-not-registered = Система не назначила Пропуск для ссылок otpauth
    .advice = Выберите его в настройках системы, в приложениях по умолчанию, и включите снова.
error-links-not-here = В этой системе ссылки пока не передаются
    .advice = Скопируйте ссылку и вставьте её в окно: Ctrl+V.
error-autostart-sandboxed = Из Flatpak автозапуск не включить
    .advice = Добавьте Пропуск в автозапуск в настройках системы.
error-keys-taken = Клавиши { $detail } заняты другой программой
    .advice = Нажмите на них и выберите другие.
error-keys-unusable = Эти клавиши нужны самим программам
    .advice = Держите хотя бы две из клавиш Ctrl, Alt, Shift, Super и нажмите букву, цифру или F1–F12.
error-keys-used-twice = Эти клавиши у Пропуска уже есть
    .advice = Выберите для каждого действия свои.
error-no-favourite = Избранных записей нет
    .advice = Добавьте запись в избранное, и эти клавиши будут брать её код.
error-nowhere-to-type = Код некуда напечатать
    .advice = Поставьте курсор в поле для кода в другой программе и нажмите клавиши ещё раз.
error-code-ends-soon = Код вот-вот сменится
    .advice = Подождите несколько секунд и нажмите клавиши ещё раз.
error-typing-failed = Код не напечатан
    .advice = Отпустите все клавиши и попробуйте ещё раз или скопируйте код.
error-autostart-failed = Автозапуск не изменён
    .advice = Проверьте, можно ли писать в папку autostart среди настроек в вашей домашней папке.
error-search-failed = Поиск системы не подключён
    .advice = Нужна шина сеанса D-Bus, и отвечать на ней может одна программа. Закройте другой Пропуск и попробуйте ещё раз.
error-search-not-here = В этой системе поиск не спрашивает программы
    .advice = Ищите в окне Пропуска: просто начните печатать.
error-locked = Пропуск заблокирован
    .advice = Разблокируйте его и повторите.
error-unsaved-at-lock = Последнее изменение ещё не записано на диск
    .advice = Освободите место или верните диск и заблокируйте снова. Если заблокировать сейчас, это изменение пропадёт.
error-recovery-sheet-is-no-code = Это лист восстановления, а не QR-код для кодов
    .advice = Храните его отдельно. Чтобы добавить запись, найдите QR-код на странице портала.
error-no-new-sheet = Новый лист не начат
    .advice = Начните заново: «Настройки», «Лист восстановления».
error-sheet-not-checked = Новый лист заменит прежний только после проверки
    .advice = Прочитайте QR-код нового листа или наберите его ключ. До тех пор действует прежний лист.
error-qr-is-no-sheet = В этом QR-коде нет ключа восстановления
    .advice = Нужен QR-код с листа восстановления. Если он не читается, наберите ключ.
error-help-print-failed = Печать не открылась
    .advice = Попробуйте ещё раз. Эти же страницы показывает команда propusk-cli explain.
error-print-failed = Печать не открылась
    .advice = Сохраните лист файлом PDF и напечатайте его другой программой.
error-no-backup-folder = Папка для резервных копий не выбрана
    .advice = Выберите её в настройках копий.
error-no-backup-chosen = Файл копии не выбран
    .advice = Выберите его ещё раз.

# Записи из других приложений.
cli-about-import = Взять записи из файла другого приложения
cli-about-formats = Показать, файлы каких приложений читаются
cli-arg-sources = Файлы: выгрузка другого приложения или картинки с QR-кодами
cli-arg-dry-run = Только показать, что в файле; хранилище не открывается
cli-arg-key-file = Файл-ключ базы KeePass
cli-arg-manifest = Файл manifest.json, который лежит рядом с файлом Steam
cli-arg-vault-password-stdin = Прочитать пароль приложения из первой строки стандартного ввода; --password-stdin здесь о пароле файла
cli-ask-file-password = Пароль файла:
cli-import-conflict = { $name }: запись с таким именем уже есть, ключ у неё другой. Обе остались.
cli-import-incomplete = Перенос прочитан не весь: картинок { $read } из { $of }. Остальные можно передать потом.
cli-import-plain-file = Файл не зашифрован: кто его прочтёт, получит ваши коды. Удалите его, если он больше не нужен.
cli-error-file-password-needed = Файл закрыт паролем
    .advice = Передайте пароль первой строкой стандартного ввода: propusk-cli import … --password-stdin
cli-error-file-wrong-password = Пароль к этому файлу не подошёл
    .advice = Это пароль, который вы задали, когда выгружали записи. Проверьте раскладку и Caps Lock.
cli-error-key-file-needed = К паролю нужен файл-ключ этой базы
    .advice = Назовите его: propusk-cli import … --key-file ФАЙЛ
cli-error-companion-needed = К этому файлу нужен manifest.json из той же папки
    .advice = Назовите его: propusk-cli import … --manifest ФАЙЛ
cli-about-export = Записать записи в файл для другого приложения или копию под паролем
cli-arg-accounts = Номер, портал или имя; без них все записи
cli-arg-format = propusk (копия под паролем), aegis (с --password-stdin под паролем), uri-list, 2fas, google, pdf
cli-exported = { $count ->
    [one] Записана { $count } запись
    [few] Записаны { $count } записи
   *[other] Записано { $count } записей
}
cli-export-plain = Файл не зашифрован: кто его прочтёт, получит ваши коды. Не отправляйте его и удалите, когда перенесёте записи.
cli-error-out-needed = Скажите, в какой файл записать
    .advice = propusk-cli export … --out ФАЙЛ
cli-import-found = { $count ->
    [one] Нашлась { $count } запись; ничего не изменено
    [few] Нашлись { $count } записи; ничего не изменено
   *[other] Нашлось { $count } записей; ничего не изменено
}
cli-error-no-file-read = Ни один файл не прочитан
    .advice = Причина у каждого своя, она названа выше. Ничего не изменено.

### Трей и уведомления

tray-show = Показать
tray-add = Добавить
tray-lock = Заблокировать
tray-quit = Выйти
tray-no-favourites = Здесь будут избранные записи
tray-copied = Код скопирован, { $seconds } с
tray-copied-counter = Код скопирован
