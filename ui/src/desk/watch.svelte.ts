//! What wants to be seen to whatever screen is open: tasks and reminders. Where they cannot be read it is said where they stand.
import { asCommandError, type DeskBackend } from "../backend/backend";
import type { ReminderView, TaskRowView } from "../backend/contract";

export class Watch {
  tasks = $state<TaskRowView[]>();
  reminders = $state<ReminderView[]>();
  /** Why the last reading failed; what was read before still stands. */
  tasksError = $state<unknown>();
  remindersError = $state<unknown>();
  readonly #backend: DeskBackend;
  /** Grows when the desk changes hands: answers to what was asked before no longer count. */
  #round = 0;

  constructor(backend: DeskBackend) {
    this.#backend = backend;
  }

  async read(): Promise<void> {
    await Promise.all([this.readTasks(), this.readReminders()]);
  }

  async readTasks(): Promise<void> {
    const round = this.#round;
    try {
      const tasks = await this.#backend.lookAtTasks();
      if (round === this.#round) [this.tasks, this.tasksError] = [tasks, undefined];
    } catch (error) {
      if (round === this.#round) this.tasksError = seen(error);
    }
  }

  async readReminders(): Promise<void> {
    const round = this.#round;
    try {
      const reminders = await this.#backend.lookAtReminders();
      if (round === this.#round) [this.reminders, this.remindersError] = [reminders, undefined];
    } catch (error) {
      if (round === this.#round) this.remindersError = seen(error);
    }
  }

  /** Late tasks that are of whoever is here, or of their unit. */
  get lateTasks(): number {
    return (this.tasks ?? []).filter((task) => task.late && task.whose !== "other").length;
  }

  /** Nothing of whoever was here before. */
  clear(): void {
    this.#round += 1;
    this.tasks = this.reminders = this.tasksError = this.remindersError = undefined;
  }
}

/** A desk that is locked is no trouble: it is read when somebody comes. */
function seen(error: unknown): unknown {
  return asCommandError(error).code === "locked" ? undefined : error;
}
