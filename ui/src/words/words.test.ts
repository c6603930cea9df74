import { beforeEach, describe, expect, it } from "vitest";

import { errorText, speak, t, warningText } from "./words.svelte";

/** Every error the shell can send; each needs its own two lines. */
const errorCodes = `
  not_base32 not_hex empty_secret missing_secret bad_digits bad_period bad_counter unknown_algorithm unknown_type too_long
  bad_yandex_secret pin_missing bad_pin migration_damaged migration_empty migration_unsupported empty_input
  not_otp_wifi not_otp_url not_otp_fido not_otp_steam_login not_otp_microsoft_push not_otp_duo_push not_otp_vcard not_otp_text
  not_otp_sign_in not_otp_app_store not_otp_okta_push not_otp_rsa not_otp_payment not_otp_everyday
  no_qr no_qr_on_screen qr_too_small qr_cut_off qr_blurred picture_format pdf_locked scan_worker_missing scan_worker_crashed
  scan_worker_hung scan_cancelled unreadable_picture not_a_picture picture_too_large file_not_found file_unreadable clipboard_empty
  clipboard_unavailable screen_unavailable screen_denied screen_cancelled screenshot_left_behind
  key_missing key_wrong key_malformed key_without_vault keyring_unavailable keyring_no_collection keyring_locked
  keyring_silent keyring_failed keyring_changed_bytes vault_damaged vault_newer vault_older vault_exists unsafe_folder
  key_changed locked_elsewhere
  disk_full read_only no_permission io_failed verify_failed busy account_not_found
  wrong_password too_many_tries password_file_damaged password_too_short password_guessable
  sheet_wrong sheet_first sheet_too_short sheet_too_long sheet_wrong_character sheet_wrong_group sheet_wrong_checksum
  sheet_not_drawn backup_folder_missing not_a_backup backup_other_key point_not_found no_vault_yet
  internal no_home draft_gone nothing_chosen nothing_to_copy too_large too_many_entries
  no_accounts no_accounts_synced password_needed sheet_needed key_file_needed wrong_password_or_damaged damaged companion_needed
  too_much_effort picture unknown_json unknown_table unknown_archive unknown_text unknown_file cancelled
  unsupported_openpgp unsupported_keepass1 unsupported_account_restricted unsupported_database unsupported_newer unsupported_older
  unsupported_cipher entry_damaged entry_trashed entry_no_codes entry_does_not_open import_gone import_busy for_import file_changed
  copy_slept copied_meanwhile bad_time clock_too_wrong clock_moved_since clock_program_missing clock_no_answer no_clock_settings
  file_not_deleted nothing_to_export no_randomness export_not_written not_confirmed file_exists codes_are_open no_codes_to_show
  no_parameters too_many_tags tag_too_long note_too_long
`.trim().split(/\s+/);
const warningCodes = ["weak_secret", "few_digits", "unusual_period", "unusual_algorithm", "pin_missing", "counter_missing", "migration_period", "lost_kind", "lost_tags"];

it("speaks Russian with forms for one, few and many", () => {
  void speak("ru");
  expect([1, 3, 18, 21].map((seconds) => t("spoken-left", { seconds }))).toEqual([
    "осталась 1 секунда",
    "осталось 3 секунды",
    "осталось 18 секунд",
    "осталась 21 секунда",
  ]);
});

describe.each(["ru", "en"] as const)("errors in %s", (language) => {
  beforeEach(() => void speak(language));

  it.each(errorCodes)("%s says what happened and what to do", (code) => {
    const { what, advice } = errorText({ code, detail: "7" });
    expect(what).not.toBe(errorText({ code: "no_such_code", detail: null }).what);
    expect(what, "no code name in words for people").not.toContain(code);
    expect(what).not.toMatch(/\{|\}|\.$/);
    expect(advice.length).toBeGreaterThan(15);
    expect(advice).toMatch(/\.$/);
  });

  it("has words for an error that nobody foresaw, with its code", () => {
    expect(errorText({ code: "quite_new", detail: null }).what).toContain("quite_new");
  });

  it.each(warningCodes)("warning %s has a line", (code) => {
    expect(warningText(code)).not.toBe(code);
  });
});
