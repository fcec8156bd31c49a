package dev.aftm.app.process;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.terminal.Documents;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.http.PriceHistory;
import dev.aftm.infrastructure.runtime.OwnerThread;
import dev.aftm.infrastructure.simulator.FileTapeBookmark;
import dev.aftm.infrastructure.zeromq.TickPublisherSocket;
import dev.aftm.interactor.feed.TapePlayer;
import dev.aftm.interactor.port.Clock;
import dev.aftm.interactor.port.Exchange;
import dev.aftm.interactor.port.GatewayMetrics;
import dev.aftm.interactor.port.NumberedTick;
import dev.aftm.interactor.port.TickConfirmation;
import dev.aftm.interactor.port.TickPublisher;
import dev.aftm.interactor.usecase.FillBook;
import java.util.Optional;
import java.util.UUID;
import javax.inject.Singleton;

/** Where the gateway's ticks come from, and where they go: a tape, or the exchange's own market. */
@Module
final class FeedModule {

    private FeedModule() {}

    @Provides
    @Singleton
    static Market market(TapeOptions tape, Settings settings) {
        return Market.open(tape, settings);
    }

    @Provides
    @Singleton
    static TickPublisherSocket publisherSocket(Settings settings) {
        return new TickPublisherSocket(settings.tickAddress());
    }

    /** Ticks go to whoever listens, and are counted and remembered on their way. */
    @Provides
    @Singleton
    static TickPublisher publisher(TickPublisherSocket socket, PriceHistory prices, GatewayMetrics metrics) {
        return new TickPublisher() {
            @Override
            public void publish(NumberedTick numbered) {
                socket.publish(numbered);
                prices.onTick(numbered.tick());
                metrics.tick();
            }

            @Override
            public void flush() {
                socket.flush();
            }
        };
    }

    /** The tape, once the exchange is logged in; none where the exchange has a market of its own. */
    @Provides
    @Singleton
    static Optional<TapePlayer> player(
            Clock clock,
            Market market,
            TapeOptions tape,
            Exchange exchange,
            FillBook fills,
            TickPublisher publisher,
            Settings settings,
            ProcessLife life) {
        return exchange.simulatedMarket()
                .map(simulated -> new TapePlayer(
                        clock,
                        market.tape(),
                        market.tapeId(),
                        tape.runId(),
                        UUID.randomUUID().toString(),
                        tape.pace(),
                        simulated,
                        fills,
                        publisher,
                        new FileTapeBookmark(settings.ledger()),
                        summary -> tapeEnded(summary, fills, tape, life)));
    }

    private static void tapeEnded(TapePlayer.Summary summary, FillBook fills, TapeOptions tape, ProcessLife life) {
        life.tapeEnded(Documents.Summary.of(summary, fills.openPositions()));
        if (tape.exitAtEnd()) {
            life.end(0);
        }
    }

    @Provides
    @Singleton
    static TickConfirmation confirmation(Optional<TapePlayer> player, OwnerThread ownerThread) {
        return (feedId, sequence, signalsSoFar) -> {
            player.ifPresent(tape -> tape.confirmed(feedId, sequence, signalsSoFar));
            ownerThread.wake();
        };
    }
}
