package dev.aftm.interactor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.order.FakeOrderJournal;
import dev.aftm.interactor.port.clock.FakeClock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PersistedSelectionTest {

    private final FakeClock clock = new FakeClock();
    private final FakeOrderJournal journal = new FakeOrderJournal(clock);

    private PersistedSelection begun(@Nullable String fixed, @Nullable String obvious, String... known) {
        PersistedSelection selection =
                new PersistedSelection(PersistedSelection.Kind.ACCOUNT, "ORDER_ACCOUNT", fixed, obvious, Set.of(known));
        selection.begin(clock, journal);
        return selection;
    }

    private static @Nullable String code(PersistedSelection selection) {
        Choice current = selection.current();
        return current == null ? null : current.code();
    }

    @Test
    void without_a_default_nothing_is_selected() {
        assertThat(begun(null, null).current()).isNull();
    }

    @Test
    void a_choice_is_stored_with_its_time() {
        PersistedSelection first = begun(null, "SIM0001");
        assertThat(code(first)).isEqualTo("SIM0001");
        clock.advance(Duration.ofMinutes(1));
        assertThat(first.choose("A2", clock, journal)).isEmpty();
        Choice chosen = first.current();
        clock.advance(Duration.ofMinutes(1));
        assertThat(begun(null, "SIM0001").current())
                .isEqualTo(chosen)
                .isEqualTo(new Choice("A2", clock.now().minusSeconds(60)));
    }

    @Test
    void a_setting_overrides_a_choice_and_says_so() {
        begun(null, null).choose("A2", clock, journal);
        PersistedSelection fixed = begun("A1", null);
        assertThat(code(fixed)).isEqualTo("A1");
        assertThat(fixed.choose("A2", clock, journal))
                .contains("The setting ORDER_ACCOUNT fixes the account to A1; change the setting, or leave it empty.");
        assertThat(code(fixed)).isEqualTo("A1");
        assertThat(fixed.choose("A1", clock, journal)).isEmpty();
    }

    @Test
    void a_choice_that_no_longer_exists_is_ignored() {
        begun(null, null).choose("TXFG1", clock, journal);
        assertThat(code(begun(null, "TXFH1", "TXFH1", "MXFH1"))).isEqualTo("TXFH1");
    }

    @Test
    void choosing_the_same_code_again_keeps_its_time() {
        PersistedSelection selection = begun(null, "SIM0001");
        Choice before = selection.current();
        clock.advance(Duration.ofMinutes(1));
        assertThat(selection.choose("SIM0001", clock, journal)).isEmpty();
        assertThat(selection.current()).isEqualTo(before);
        assertThat(begun("SIM0001", null).current()).isEqualTo(before);
    }
}
