package dev.aftm.infrastructure.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent.FillReport;
import dev.aftm.interactor.port.market.FakeTapeCheckpoint;
import dev.aftm.interactor.port.market.SimulatedMarket;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.position.TradeBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TapePlayerTest {

    private static final Instant START = Instant.parse("2021-07-26T01:00:00Z");

    private final FakeClock clock = new FakeClock();
    private final RecordingMarket market = new RecordingMarket();
    private final FakeTapeCheckpoint checkpoint = new FakeTapeCheckpoint();
    private final TradeBook fills = new TradeBook();
    private final List<SequencedTick> published = new ArrayList<>();
    private final List<TapePlayer.Summary> summaries = new ArrayList<>();
    private String run = "run-1";

    private static final class ListTape implements Tape {
        private int next;

        @Override
        public @Nullable Tick next() {
            next++;
            return next > 3 ? null : new Tick("TXFH1", START.plusSeconds(next), BigDecimal.valueOf(17_300 + next), 1);
        }

        @Override
        public void close() {}
    }

    private static final class RecordingMarket implements SimulatedMarket {
        private final List<String> seen = new ArrayList<>();
        private long fillCount;
        private int failures;

        @Override
        public void openAt(Tick tick) {
            seen.add("open " + tick.price());
        }

        @Override
        public void trade(Tick tick) {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("The disk is full.");
            }
            seen.add("trade " + tick.price());
        }

        @Override
        public long orderCount() {
            return 5;
        }

        @Override
        public long fillCount() {
            return fillCount;
        }
    }

    private TapePlayer player(ReplaySpeed pace, String feedId) {
        return new TapePlayer(
                clock,
                new ListTape(),
                "tape",
                run,
                feedId,
                pace,
                market,
                fills,
                published::add,
                checkpoint,
                summaries::add);
    }

    private List<Long> sequences() {
        return published.stream().map(SequencedTick::sequence).toList();
    }

    @Test
    void a_waiting_replay_plays_one_tick_per_confirmation() {
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        assertThat(market.seen)
                .as("the market has a price before the first tick")
                .containsExactly("open 17301");
        player.play();
        player.play();
        assertThat(sequences()).containsExactly(1L);
        player.confirmed("another feed", 1, 0);
        player.play();
        assertThat(sequences()).containsExactly(1L);
        player.confirmed("feed", 1, 0);
        player.play();
        assertThat(sequences()).containsExactly(1L, 2L);
        player.confirmed("feed", 1, 0);
        player.play();
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void an_unconfirmed_tick_is_published_again() {
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        long wait = player.play();
        clock.advance(Duration.ofNanos(wait));
        player.play();
        assertThat(sequences()).containsExactly(1L, 1L);
        assertThat(market.seen).as("the market gets the tick once").containsExactly("open 17301", "trade 17301");
    }

    @Test
    void a_finished_replay_reports_once_and_can_start_again() {
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        for (long sequence = 1; sequence <= 3; sequence++) {
            player.play();
            player.confirmed("feed", sequence, 7);
        }
        assertThat(summaries).isEmpty();
        assertThat(player.play()).isEqualTo(Long.MAX_VALUE);
        assertThat(player.play()).isEqualTo(Long.MAX_VALUE);
        assertThat(summaries).singleElement().satisfies(summary -> {
            assertThat(summary.ticks()).isEqualTo(3);
            assertThat(summary.signals()).isEqualTo(7);
            assertThat(summary.orders()).isZero();
        });
        TapePlayer again = player(new ReplaySpeed.Waiting(), "next");
        published.clear();
        again.play();
        assertThat(published)
                .as("a gateway restarted in the same run plays nothing")
                .isEmpty();
        assertThat(summaries).hasSize(2).containsOnly(summaries.get(0));
        run = "run-2";
        assertThat(player(new ReplaySpeed.Waiting(), "next").isContinued()).isFalse();
    }

    @Test
    void a_restart_continues_the_feed_after_the_last_confirmation() {
        TapePlayer first = player(new ReplaySpeed.Waiting(), "feed");
        first.play();
        first.confirmed("feed", 1, 0);
        first.play();
        published.clear();
        TapePlayer second = player(new ReplaySpeed.Waiting(), "another name");
        assertThat(second.isContinued()).isTrue();
        second.play();
        assertThat(published).singleElement().satisfies(tick -> {
            assertThat(tick.feedId()).isEqualTo("feed");
            assertThat(tick.sequence()).isEqualTo(2);
        });
    }

    @Test
    void a_timed_replay_follows_the_times_of_the_ticks() {
        TapePlayer player = player(new ReplaySpeed.Timed(BigDecimal.valueOf(2), false), "feed");
        long wait = player.play();
        assertThat(sequences()).containsExactly(1L);
        assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(499));
        player.play();
        assertThat(sequences()).containsExactly(1L);
        clock.advance(Duration.ofMillis(1));
        player.play();
        assertThat(sequences()).containsExactly(1L, 2L);
        assertThat(published.get(0).awaitsConfirmation()).isFalse();
    }

    @Test
    void a_timed_replay_waits_for_its_strategy_at_start_and_end() {
        TapePlayer player = player(new ReplaySpeed.Timed(BigDecimal.ONE, true), "feed");
        player.play();
        clock.advance(Duration.ofSeconds(100));
        player.play();
        assertThat(sequences()).as("published again until a strategy confirms").containsExactly(1L, 1L);
        player.confirmed("feed", 1, 0);
        player.play();
        clock.advance(Duration.ofSeconds(1));
        player.play();
        assertThat(sequences()).containsExactly(1L, 1L, 2L, 3L);
        player.play();
        assertThat(summaries).as("the last signals may be unconfirmed").isEmpty();
        player.confirmed("feed", 3, 5);
        player.play();
        assertThat(summaries)
                .singleElement()
                .satisfies(summary -> assertThat(summary.signals()).isEqualTo(5));
    }

    @Test
    void a_confirmation_of_an_unpublished_tick_is_ignored() {
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        player.play();
        player.confirmed("feed", 99, 99);
        player.play();
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void the_wait_for_the_last_fills_is_bounded() {
        TapePlayer player = player(new ReplaySpeed.Timed(BigDecimal.valueOf(1_000_000), false), "feed-1");
        market.fillCount = 1;
        clock.advance(Duration.ofSeconds(1));
        player.play();
        clock.advance(Duration.ofSeconds(1));
        assertThat(player.play())
                .as("it polls again soon")
                .isLessThan(Duration.ofSeconds(1).toNanos());
        assertThat(summaries).isEmpty();
        assertThat(fills.isBehind()).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(player.play()).isEqualTo(Long.MAX_VALUE);
        assertThat(summaries).hasSize(1);
    }

    @Test
    void it_reports_its_position_and_the_time_to_the_next_poll() {
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        assertThat(player.position()).isZero();
        assertThat(Duration.ofNanos(player.play())).isEqualTo(Duration.ofMillis(100));
        assertThat(player.position()).isEqualTo(1);
        clock.advance(Duration.ofMillis(40));
        assertThat(Duration.ofNanos(player.play())).isEqualTo(Duration.ofMillis(60));
        clock.advance(Duration.ofMillis(60));
        assertThat(Duration.ofNanos(player.play())).isEqualTo(Duration.ofMillis(100));
        assertThat(player.isOver()).isFalse();
    }

    @Test
    void a_timed_replay_continues_after_the_last_tick_played() {
        player(new ReplaySpeed.Timed(BigDecimal.ONE, false), "feed").play();
        TapePlayer second = player(new ReplaySpeed.Timed(BigDecimal.ONE, false), "another name");
        assertThat(second.position()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            second.play();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(second.isOver()).isTrue();
        assertThat(sequences()).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @CsvSource({"0.001,true", "1000000,true", "0.0009,false", "1000000.1,false", "0,false", "-1,false"})
    void the_replay_speed_is_limited(BigDecimal speed, boolean isOne) {
        if (isOne) {
            assertThat(new ReplaySpeed.Timed(speed, false).speed()).isEqualByComparingTo(speed);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ReplaySpeed.Timed(speed, false))
                    .withMessage("The replay speed must be from 0.001 to 1000000.");
        }
    }

    @Test
    void unrealized_pnl_follows_the_replayed_prices() {
        fills.take(new FillReport(
                LocalDate.of(2021, 7, 26),
                "1",
                "",
                new Fill("1", "A1", "TXFH1", Side.BUY, 1, BigDecimal.valueOf(17_300), START)));
        TapePlayer player = player(new ReplaySpeed.Waiting(), "feed");
        player.play();
        assertThat(fills.openPositions())
                .singleElement()
                .satisfies(position -> assertThat(position.unrealizedPnl()).isEqualByComparingTo("1"));
        for (long sequence = 1; sequence <= 3; sequence++) {
            player.confirmed("feed", sequence, 0);
            player.play();
        }
        assertThat(summaries)
                .singleElement()
                .satisfies(summary -> assertThat(summary.fills())
                        .as("the fill was before the replay")
                        .isZero());
    }

    /** Every write fails twice in a row: the market's own, and those of the position. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_full_disk_loses_no_tick_and_repeats_none(boolean waits) {
        ReplaySpeed pace = waits ? new ReplaySpeed.Waiting() : new ReplaySpeed.Timed(BigDecimal.ONE, false);
        TapePlayer player = player(pace, "feed");
        for (int calls = 0; summaries.isEmpty() && calls < 100; calls++) {
            if (calls % 3 == 0) {
                market.failures = calls % 2 == 0 ? 2 : 0;
                checkpoint.failNext(calls % 2 == 0 ? 0 : 2);
            }
            try {
                player.play();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("The disk is full.");
            }
            player.confirmed("feed", player.position(), 0);
            clock.advance(Duration.ofMillis(500));
        }
        assertThat(sequences().stream().distinct()).containsExactly(1L, 2L, 3L);
        assertThat(market.seen).containsExactly("open 17301", "trade 17301", "trade 17302", "trade 17303");
        assertThat(summaries).extracting(TapePlayer.Summary::ticks).containsExactly(3L);
        assertThat(player.isOver()).isTrue();
    }
}
