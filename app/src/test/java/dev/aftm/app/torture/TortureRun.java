package dev.aftm.app.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftm.app.DotnetBrokerIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the torture tests; only on request:
 * {@code mvn verify -pl app -am -Dtest=None -Dit.test=TortureRun -Dtorture.seed=1 -Dtorture.orders=2000 -Dtorture.kills=30}
 * (with {@code -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}, because the other modules
 * lack these tests).
 */
final class TortureRun {

    @Test
    void every_order_is_accounted_for(@TempDir Path folder) throws IOException, InterruptedException {
        Torture torture = new Torture(
                Long.getLong("torture.seed", 1),
                Integer.getInteger("torture.orders", 2_000),
                Integer.getInteger("torture.kills", 30),
                folder);
        assertThat(torture.run()).isEmpty();
    }

    @Test
    void every_order_is_accounted_for_behind_a_dotnet_broker(@TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(DotnetBrokerIT.LIBRARY),
                "Mono's compiler was not found, so there is no adapter for a .NET broker.");
        Torture torture = new Torture(
                Long.getLong("torture.seed", 1),
                Integer.getInteger("torture.orders", 2_000) / 2,
                Integer.getInteger("torture.kills", 30) / 3,
                folder,
                Map.of(ExchangeProcess.LIBRARY, DotnetBrokerIT.LIBRARY.toString()));
        assertThat(torture.run()).isEmpty();
    }

    @Test
    void the_whole_system_replays_as_if_nothing_was_killed(@TempDir Path folder)
            throws IOException, InterruptedException {
        new TapeTorture(Long.getLong("torture.seed", 1), Integer.getInteger("torture.kills", 30) / 3, folder).run();
    }
}
