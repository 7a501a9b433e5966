//! What is not on the first picture: the other screens, and what opens over them. Read once the first one stands.
export { default as Board } from "../board/Board.svelte";
export { default as DayScreen } from "../day/DayScreen.svelte";
export { default as LockScreen } from "../people/LockScreen.svelte";
export { default as PeopleSheet } from "../people/PeopleSheet.svelte";
export { default as SearchScreen } from "../search/SearchScreen.svelte";
export { default as Enrolment } from "../settings/Enrolment.svelte";
export { default as SettingsScreen } from "../settings/SettingsScreen.svelte";
export { default as SuggestionsScreen } from "../suggestions/SuggestionsScreen.svelte";
export { default as TasksScreen } from "../tasks/TasksScreen.svelte";
export { default as TicketScreen } from "../ticket/TicketScreen.svelte";
export { default as DeskPalette } from "./DeskPalette.svelte";
export { default as KeySheet } from "./KeySheet.svelte";
