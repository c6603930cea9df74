import type { Component } from "svelte";

import About from "./about/About.svelte";
import type { PointView } from "./backend/bindings/PointView";
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

/** What lies over the main view. */
export type Sheet =
  | { kind: "add" }
  | { kind: "first-code"; account: string; refused?: boolean }
  | { kind: "edit"; account: string }
  | { kind: "import" }
  /** `accounts`: those that were marked in the list. */
  | { kind: "export"; accounts?: string[] }
  | { kind: "account-code"; account: string }
  | { kind: "recovery-codes"; account: string }
  | { kind: "counter"; account: string }
  | { kind: "generator" }
  | { kind: "settings" }
  | { kind: "shortcuts" }
  | { kind: "about" }
  | { kind: "recovery" }
  | { kind: "recovery-check" }
  | { kind: "recovery-renew" }
  | { kind: "password" }
  | { kind: "password-change" }
  | { kind: "password-remove" }
  | { kind: "after-sheet" }
  | { kind: "points" }
  | { kind: "point"; point: PointView }
  | { kind: "trash" }
  | { kind: "duplicates" }
  | { kind: "tags" }
  | { kind: "tag-accounts"; accounts: string[] }
  | { kind: "backups" }
  | { kind: "backup-restore" }
  | { kind: "clock" }
  /** The list, or one article by its id, such as "code-not-accepted", "fraud", "switch-on", "lost" or that of a portal. */
  | { kind: "help"; article?: string }
  | { kind: "lock-unsaved" };

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
