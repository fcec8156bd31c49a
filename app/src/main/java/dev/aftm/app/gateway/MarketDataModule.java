package dev.aftm.app.gateway;

import dagger.Module;
import dagger.Provides;
import dev.aftm.app.process.ProcessLifecycle;
import dev.aftm.app.process.TapeOptions;
import dev.aftm.app.process.TapeSource;
import dev.aftm.app.terminal.JsonDocuments;
import dev.aftm.infrastructure.config.Settings;
import dev.aftm.infrastructure.http.page.PriceHistory;
import dev.aftm.infrastructure.runtime.ExecutionThread;
import dev.aftm.infrastructure.simulator.FileTapeCheckpoint;
import dev.aftm.infrastructure.simulator.TapePlayer;
import dev.aftm.infrastructure.zeromq.publication.TickPublisherSocket;
import dev.aftm.interactor.port.clock.Clock;
import dev.aftm.interactor.port.exchange.Exchange;
import dev.aftm.interactor.port.monitor.GatewayMetrics;
import dev.aftm.interactor.port.publication.SequencedTick;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import dev.aftm.interactor.port.publication.TickPublisher;
import dev.aftm.interactor.position.TradeBook;
import java.util.Optional;
import java.util.UUID;
import javax.inject.Singleton;

/** The source of the gateway's ticks (a market data file, or the exchange's own market) and their publisher. */
@Module
final class MarketDataModule {

    private MarketDataModule() {}

    @Provides
    @Singleton
    static TapeSource source(TapeOptions tape, Settings settings) {
        return TapeSource.open(tape, settings);
    }

    @Provides
    @Singleton
    static TickPublisherSocket publisherSocket(Settings settings) {
        return new TickPublisherSocket(settings.tickAddress());
    }

    /** Publishes ticks to subscribers, counts them, and adds them to the price history. */
    @Provides
    @Singleton
    static TickPublisher publisher(TickPublisherSocket socket, PriceHistory prices, GatewayMetrics metrics) {
        return new TickPublisher() {
            @Override
            public void publish(SequencedTick sequenced) {
                socket.publish(sequenced);
                prices.onTick(sequenced.tick());
                metrics.tick();
            }

            @Override
            public void flush() {
                socket.flush();
            }
        };
    }

    /** The player of the market data file, created after the login; empty if the exchange has its own market. */
    @Provides
    @Singleton
    static Optional<TapePlayer> player(
            Clock clock,
            TapeSource source,
            TapeOptions tape,
            Exchange exchange,
            TradeBook fills,
            TickPublisher publisher,
            Settings settings,
            ProcessLifecycle lifecycle) {
        return exchange.simulatedMarket()
                .map(simulated -> new TapePlayer(
                        clock,
                        source.tape(),
                        source.tapeId(),
                        tape.runId(),
                        UUID.randomUUID().toString(),
                        tape.pace(),
                        simulated,
                        fills,
                        publisher,
                        new FileTapeCheckpoint(settings.ledger()),
                        summary -> tapeEnded(summary, fills, tape, lifecycle)));
    }

    private static void tapeEnded(
            TapePlayer.Summary summary, TradeBook fills, TapeOptions tape, ProcessLifecycle lifecycle) {
        lifecycle.tapeEnded(JsonDocuments.Summary.of(summary, fills.openPositions()));
        if (tape.exitAtEnd()) {
            lifecycle.end(0);
        }
    }

    @Provides
    @Singleton
    static TickAckReceiver tickAck(Optional<TapePlayer> player, ExecutionThread executionThread) {
        return (feedId, sequence, signalsSoFar) -> {
            player.ifPresent(tape -> tape.confirmed(feedId, sequence, signalsSoFar));
            executionThread.wake();
        };
    }
}
