import type { Component } from "svelte";

import About from "./about/About.svelte";
import type { Sheet } from "./app.svelte";
import Backups from "./backups/Backups.svelte";
import RestoreSheet from "./backups/RestoreSheet.svelte";
import ClockSheet from "./clock/ClockSheet.svelte";
import CounterSheet from "./counter/CounterSheet.svelte";
import Duplicates from "./duplicates/Duplicates.svelte";
import EditSheet from "./edit/EditSheet.svelte";
import AccountCode from "./export/AccountCode.svelte";
import Export from "./export/Export.svelte";
import Generator from "./generator/Generator.svelte";
import HelpSheet from "./help/HelpSheet.svelte";
import Import from "./import/Import.svelte";
import LockUnsaved from "./lock/LockUnsaved.svelte";
import AfterSheet from "./password/AfterSheet.svelte";
import Password from "./password/Password.svelte";
import PasswordChange from "./password/PasswordChange.svelte";
import PasswordRemove from "./password/PasswordRemove.svelte";
import RecoveryCodes from "./recovery-codes/RecoveryCodes.svelte";
import Recovery from "./recovery/Recovery.svelte";
import RecoveryCheck from "./recovery/RecoveryCheck.svelte";
import RecoveryRenew from "./recovery/RecoveryRenew.svelte";
import Point from "./restore/Point.svelte";
import Points from "./restore/Points.svelte";
import SettingsSheet from "./settings/SettingsSheet.svelte";
import ShortcutsSheet from "./settings/ShortcutsSheet.svelte";
import TagAccounts from "./tags/TagAccounts.svelte";
import Tags from "./tags/Tags.svelte";
import Trash from "./trash/Trash.svelte";

/** The views of the sheets that no first view needs, which are loaded behind it. */
export const views: Partial<Record<Sheet["kind"], Component<never>>> = {
  about: About,
  "account-code": AccountCode,
  "after-sheet": AfterSheet,
  "backup-restore": RestoreSheet,
  backups: Backups,
  clock: ClockSheet,
  counter: CounterSheet,
  duplicates: Duplicates,
  edit: EditSheet,
  export: Export,
  generator: Generator,
  help: HelpSheet,
  import: Import,
  "lock-unsaved": LockUnsaved,
  password: Password,
  "password-change": PasswordChange,
  "password-remove": PasswordRemove,
  point: Point,
  points: Points,
  recovery: Recovery,
  "recovery-check": RecoveryCheck,
  "recovery-codes": RecoveryCodes,
  "recovery-renew": RecoveryRenew,
  settings: SettingsSheet,
  shortcuts: ShortcutsSheet,
  "tag-accounts": TagAccounts,
  tags: Tags,
  trash: Trash,
};
