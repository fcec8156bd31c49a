package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Does what operating.md says about backups of the journal, and what happens if an older copy is restored. */
@Tag("long")
@Timeout(300)
final class RestoredJournalIT {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Path journal;
    private final AftmProcess.Home home;

    RestoredJournalIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        journal = folder.resolve("data/journal");
        home = new AftmProcess.Home(folder);
    }

    private AftmProcess started() throws IOException {
        AftmProcess gateway = home.start("gateway");
        gateway.says("The gateway serves requests");
        return gateway;
    }

    private AftmProcess.Result send(String id) throws IOException, InterruptedException {
        return home.run("order", "send", "--item", "TXFH1", "--side", "buy", "--request-id", id);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void restore(Path backup) throws IOException {
        delete(journal);
        copy(backup, journal);
    }

    /** Every order at the exchange, by its request's tag; fails if a tag stands there twice. */
    private int ordersWithDifferentTags() throws IOException {
        Set<String> tags = new HashSet<>();
        List<String> lines = home.ledger().stream()
                .filter(line -> line.contains("\"kind\":\"order\""))
                .toList();
        for (String line : lines) {
            String tag = JSON.readTree(line).get("tag").stringValue();
            assertThat(tags.add(tag)).as(line).isTrue();
        }
        return lines.size();
    }

    private void assertOutdatedUntilAdopted() throws IOException, InterruptedException {
        try (AftmProcess gateway = started()) {
            AftmProcess.Result health = home.run("health");
            assertThat(health.out() + health.err()).contains("journal adopt");
            for (String id : List.of("order-0002", "order-0003")) {
                AftmProcess.Result refused = send(id);
                assertThat(refused.exitCode()).isNotZero();
                assertThat(refused.err()).as(id).contains("JOURNAL_OUTDATED");
            }
            assertThat(ordersWithDifferentTags()).isEqualTo(2);
            assertThat(home.run("journal", "adopt", "--reason", "restored; clients are stopped")
                            .exitCode())
                    .isZero();
            AftmProcess.Result sent = send("order-0003");
            assertThat(sent.exitCode()).as(sent.err()).isZero();
            assertThat(ordersWithDifferentTags()).isEqualTo(3);
            assertThat(home.run("orders").out()).as("the adopted order").contains("~");
            assertThat(home.run("audit", "verify").exitCode()).isZero();
            assertThat(home.run("audit", "show", "--kind", "orders_adopted").out())
                    .contains("clients are stopped");
            gateway.stop();
        }
        try (AftmProcess gateway = started()) {
            assertThat(send("order-0004").exitCode()).as("after a restart").isZero();
            gateway.stop();
        }
    }

    /** Sends one order, makes a backup, and sends another one. */
    private Path backupBeforeTheSecondOrder() throws IOException, InterruptedException {
        Path backup = folder.resolve("backup");
        try (AftmProcess gateway = started()) {
            assertThat(send("order-0001").exitCode()).isZero();
            gateway.stop();
        }
        copy(journal, backup);
        try (AftmProcess gateway = started()) {
            assertThat(send("order-0002").exitCode()).isZero();
            gateway.kill();
            gateway.end();
        }
        return backup;
    }

    @Test
    void an_older_copy_is_noticed_by_the_head_beside_the_data() throws IOException, InterruptedException {
        restore(backupBeforeTheSecondOrder());
        assertOutdatedUntilAdopted();
    }

    @Test
    void an_older_copy_on_another_machine_is_noticed_at_the_exchange() throws IOException, InterruptedException {
        restore(backupBeforeTheSecondOrder());
        Files.delete(folder.resolve("data.head"));
        assertOutdatedUntilAdopted();
    }

    @Test
    void a_live_copy_is_sound_and_its_ids_are_known() throws IOException, InterruptedException {
        Path backup = folder.resolve("backup");
        try (AftmProcess gateway = started()) {
            assertThat(send("order-0001").exitCode()).isZero();
            copy(journal, backup);
            gateway.stop();
        }
        AftmProcess.Home copied = new AftmProcess.Home(folder).with("DLL_GATEWAY_JOURNAL", "file:" + backup);
        assertThat(copied.run("audit", "verify").exitCode()).isZero();
        restore(backup);
        Files.delete(folder.resolve("data.head"));
        try (AftmProcess gateway = started()) {
            AftmProcess.Result again = send("order-0001");
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(ordersWithDifferentTags()).isEqualTo(1);
            gateway.stop();
        }
    }

    @Test
    void a_lost_tail_is_noticed() throws IOException, InterruptedException {
        try (AftmProcess gateway = started()) {
            assertThat(send("order-0001").exitCode()).isZero();
            assertThat(send("order-0002").exitCode()).isZero();
            gateway.stop();
        }
        Path last;
        try (Stream<Path> files = Files.list(journal)) {
            last = files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(last);
        Files.write(last, java.util.Arrays.copyOf(bytes, bytes.length - 2_000));
        assertThat(home.run("audit", "verify").exitCode()).isEqualTo(1);
        AftmProcess.Result refused = home.run("gateway");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(last.getFileName().toString());
    }

    /** Starts a gateway that does not sync, sends an order, ends it, and makes its head look like one of before a power loss. */
    private AftmProcess.Home afterPowerLoss(boolean isKilled) throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(Path.of("/proc/sys/kernel/random/boot_id")), "This system does not tell when it started.");
        AftmProcess.Home unsynced = home.with("DLL_GATEWAY_JOURNAL_SYNC", "normal");
        try (AftmProcess gateway = unsynced.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(send("order-0001").exitCode()).isZero();
            if (isKilled) {
                gateway.kill();
                gateway.end();
            } else {
                gateway.stop();
            }
        }
        Path head = folder.resolve("data.head");
        String[] parts = Files.readString(head).split(":", -1);
        Files.writeString(head, String.join(":", parts[0], parts[1], "0".repeat(8) + parts[2].substring(8), parts[3]));
        return unsynced;
    }

    @Test
    void a_power_loss_without_syncs_is_noticed_until_adopted() throws IOException, InterruptedException {
        AftmProcess.Home unsynced = afterPowerLoss(true);
        for (int i = 0; i < 2; i++) {
            try (AftmProcess gateway = unsynced.start("gateway")) {
                gateway.says("The gateway serves requests");
                assertThat(send("order-0002").err()).as("start " + i).contains("JOURNAL_OUTDATED");
                gateway.stop();
            }
        }
        try (AftmProcess gateway = unsynced.start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(home.run("journal", "adopt", "--reason", "the power failed")
                            .exitCode())
                    .isZero();
            assertThat(send("order-0003").exitCode()).isZero();
            gateway.stop();
        }
    }

    @Test
    void after_an_orderly_stop_the_machine_may_go_down() throws IOException, InterruptedException {
        try (AftmProcess gateway = afterPowerLoss(false).start("gateway")) {
            gateway.says("The gateway serves requests");
            assertThat(send("order-0002").exitCode()).isZero();
            gateway.stop();
        }
    }

    @Test
    void a_former_journal_is_refused_with_what_to_do() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("data"));
        Files.createFile(folder.resolve("data/journal.db"));
        AftmProcess.Result refused = home.run("gateway");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("journal.db").contains("move it away");
    }
}
