package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OrderStatus;
import dev.aftm.infrastructure.secret.Secret;
import dev.aftm.interactor.gateway.order.Orders;
import dev.aftm.interactor.port.clock.FakeClock;
import dev.aftm.interactor.port.exchange.ExchangeEvent;
import dev.aftm.interactor.port.exchange.ExchangeEvent.OrderReport;
import dev.aftm.interactor.port.exchange.ExchangeSession;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the shim of docs/extending/another-broker.md with that page's command, and uses it. */
final class AnotherBrokerTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/extending/another-broker.md");

    private static String block(String page, String language, int number) {
        Matcher blocks = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        for (int i = 0; i < number; i++) {
            assertThat(blocks.find()).isTrue();
        }
        return blocks.group(1);
    }

    private static String command(String page) {
        List<String> lines = block(page, "sh", 1).lines().toList();
        assertThat(lines.get(1)).startsWith("cc ");
        return lines.get(0).replace("native=", "native=" + ROOT + "/") + "; " + lines.get(1);
    }

    /** Opens the page's shim, with another limit of notes. */
    private static DllExchange open(Path folder, int noteBytes) throws IOException, InterruptedException {
        assumeTrue(Files.exists(NativeSimulator.LIBRARY), "No C compiler was found.");
        String page = Files.readString(PAGE);
        String shim = block(page, "c", 1);
        assertThat(shim).contains("note_bytes = 60;");
        Files.writeString(
                folder.resolve("my_broker.c"), shim.replace("note_bytes = 60;", "note_bytes = " + noteBytes + ";"));
        Process compiler = new ProcessBuilder("sh", "-c", command(page))
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(compiler.exitValue()).isZero();

        return new DllExchange(
                new DllSettings(folder.resolve("libmy_broker.so"), Map.of(), "", () -> Secret.of(new byte[0])),
                new FakeClock());
    }

    /** Sends an order; returns the tag in the exchange's report of it. */
    private static String tagOfSent(DllExchange exchange, String tag, String note) {
        exchange.login();
        exchange.deliver(event -> {});
        assertThat(exchange.send(new TaggedOrder(tag, "ACC-1", Orders.market("TXFH1", Side.BUY, 1, note))))
                .isEqualTo(new OrderAck.Accepted("000001"));
        List<ExchangeEvent> events = new ArrayList<>();
        exchange.deliver(events::add);
        return events.stream()
                .filter(OrderReport.class::isInstance)
                .map(event -> ((OrderReport) event).tag())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void notes_of_ten_characters_carry_a_short_tag_only(@TempDir Path folder) throws IOException, InterruptedException {
        try (DllExchange exchange = open(folder, 10)) {
            assertThat(exchange.tagLength()).isEqualTo(10);
            assertThat(exchange.noteLimit().fits("第一張單, kept in the journal")).isTrue();
            assertThat(tagOfSent(exchange, "hoabc00001", "第一張單")).isEqualTo("hoabc00001");
            assertThat(exchange.send(new TaggedOrder("house00001-1", "ACC-1", Orders.market("TXFH1", Side.BUY, 1, ""))))
                    .isInstanceOf(OrderAck.NotSent.class);
        }
    }

    @Test
    void notes_without_room_for_a_tag_stay_empty(@TempDir Path folder) throws IOException, InterruptedException {
        try (DllExchange exchange = open(folder, 9)) {
            assertThat(exchange.tagLength()).isEqualTo(9);
            assertThat(tagOfSent(exchange, "house00001-1", "a note")).isEmpty();
            assertThat(exchange.find(List.of("house00001-1")).join().complete()).isFalse();
            assertThat(exchange.list().join().complete()).isFalse();
        }
    }

    @Test
    void notes_with_room_for_a_long_tag_carry_it_alone(@TempDir Path folder) throws IOException, InterruptedException {
        try (DllExchange exchange = open(folder, 21)) {
            assertThat(exchange.tagLength()).isEqualTo(21);
            assertThat(tagOfSent(exchange, "house00001-zzzzzzzzzz", "a note")).isEqualTo("house00001-zzzzzzzzzz");
        }
    }

    @Test
    void the_pages_shim_accepts_an_order(@TempDir Path folder) throws IOException, InterruptedException {
        try (DllExchange exchange = open(folder, 60)) {
            List<ExchangeEvent> events = new ArrayList<>();
            exchange.login();
            exchange.deliver(events::add);
            assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_IN);
            assertThat(exchange.accounts()).containsExactly("ACC-1");
            assertThat(exchange.simulatedMarket()).isEmpty();
            OrderAck answer =
                    exchange.send(new TaggedOrder("tag-1", "ACC-1", Orders.market("TXFH1", Side.BUY, 1, "第一張單")));
            assertThat(answer).isEqualTo(new OrderAck.Accepted("000001"));
            exchange.deliver(events::add);
            assertThat(events)
                    .filteredOn(OrderReport.class::isInstance)
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(((OrderReport) report).tag()).isEqualTo("tag-1");
                        assertThat(((OrderReport) report).status()).isEqualTo(OrderStatus.WORKING);
                    });
            assertThat(exchange.find(List.of("tag-1")).join().complete()).isFalse();
            assertThat(exchange.margin("ACC-1")).isCompletedExceptionally();
        }
    }
}
