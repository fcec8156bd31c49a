package dev.aftm.infrastructure.dll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aftm.interactor.port.ExchangeSession;
import dev.aftm.interactor.port.FakeClock;
import dev.aftm.interactor.port.OrderEntry;
import dev.aftm.interactor.port.OrderEntryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DllExchangeTest implements OrderEntryContract {

    private static final Path LIBRARY = Path.of("target", "native", System.mapLibraryName("aftm_exchange_simulator"));

    private DllExchange exchange = unopened();

    @SuppressWarnings("NullAway") // Opened before each test.
    private static DllExchange unopened() {
        return null;
    }

    @BeforeEach
    void open() {
        assumeTrue(Files.exists(LIBRARY), "No C compiler was found, so there is no native simulated exchange.");
        exchange = new DllExchange(LIBRARY, new FakeClock());
    }

    @AfterEach
    void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    @Override
    public OrderEntry orderEntry() {
        return exchange;
    }

    @Override
    public ExchangeSession session() {
        return exchange;
    }

    @Test
    void a_library_that_is_not_there_or_not_a_library_is_refused_with_a_sentence(@TempDir Path folder)
            throws IOException {
        assertThatExceptionOfType(DllExchange.LibraryException.class)
                .isThrownBy(() -> new DllExchange(folder.resolve("none.so"), new FakeClock()))
                .withMessageStartingWith("There is no exchange library at ");
        Path text = Files.writeString(folder.resolve("text.so"), "This is not a library.");
        assertThatExceptionOfType(DllExchange.LibraryException.class)
                .isThrownBy(() -> new DllExchange(text, new FakeClock()))
                .withMessageContaining("cannot be loaded into this");
    }

    @Test
    void closing_twice_is_harmless() {
        exchange.login();
        exchange.close();
        exchange.close();
        assertThat(exchange.state()).isEqualTo(ExchangeSession.State.LOGGED_OUT);
    }
}
