//! The bugs that systems of this kind are known for: each is found by the test that is there for it.

use planted::Bug;
use tests::planted::is_caught;

#[test]
fn a_commit_that_does_not_wait_for_the_counters_disk_is_caught() {
    let said =
        is_caught(Bug::Normal, "counter_power::a_power_cut_at_the_counter_loses_nothing_that_was_saved");
    assert!(said.contains("acknowledged lines were lost"), "{said}");
}

#[test]
fn a_commit_that_does_not_wait_for_headquarters_disk_is_caught() {
    let said = is_caught(
        Bug::Normal,
        "headquarters_power::a_power_cut_at_headquarters_loses_nothing_that_was_acknowledged",
    );
    assert!(said.contains("acknowledged lines were lost"), "{said}");
}

#[test]
fn an_acknowledgement_before_the_commit_is_caught() {
    let said = is_caught(
        Bug::AckBeforeCommit,
        "headquarters_power::a_power_cut_at_headquarters_loses_nothing_that_was_acknowledged",
    );
    assert!(said.contains("acknowledged lines were lost"), "{said}");
}

#[test]
fn taking_any_line_at_a_known_place_for_the_one_that_is_held_is_caught() {
    let said = is_caught(Bug::IgnoreKnownPlace, "answers::a_restored_devices_new_lines_are_held_or_refused");
    assert!(said.contains("what was acknowledged is held as it was written"), "{said}");
}

#[test]
fn trying_again_only_when_something_is_written_is_caught() {
    let test = "network::everything_comes_home_within_a_minute_of_a_bad_network_untouched";
    let said = is_caught(Bug::RetryOnlyOnNextWrite, test);
    assert!(said.contains("still waits after"), "{said}");
}

#[test]
fn positions_from_a_sequence_are_caught() {
    let said = is_caught(Bug::SequenceAsCursor, "answers::a_push_that_fails_leaves_no_gap_in_the_feed");
    assert!(said.contains("positions of the feed have no gap"), "{said}");
}
