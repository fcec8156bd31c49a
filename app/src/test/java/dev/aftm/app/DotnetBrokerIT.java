package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the program with the stub of a .NET broker. */
@Tag("long")
public final class DotnetBrokerIT {

    /** The stub, as compiled by the build. */
    public static final Path LIBRARY = Path.of(
                    "..",
                    "infrastructure",
                    "target",
                    "native",
                    Platform.RESOURCE_PREFIX,
                    "dotnet",
                    System.mapLibraryName("aftm_exchange_dotnet"))
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void requireLibrary() {
        assumeTrue(Files.exists(LIBRARY), "Mono's compiler was not found, so there is no adapter for a .NET broker.");
    }

    private AftmProcess.Home onStub(String name) throws IOException {
        return new AftmProcess.Home(Files.createDirectory(folder.resolve(name)))
                .with("EXCHANGE_MODE", "dll")
                .with("EXCHANGE_DLL_PATH", LIBRARY.toString());
    }

    @Test
    void a_dotnet_broker_trades_like_the_paper_exchange() throws IOException, InterruptedException {
        Path tape = Tapes.randomWalk(folder, 600, 5);
        Path conditions = Tapes.conditions(folder);
        AftmProcess.Home paper = new AftmProcess.Home(Files.createDirectory(folder.resolve("paper")));
        NativeLibraryIT.trade(paper, tape, conditions);
        AftmProcess.Home stub = onStub("stub");
        NativeLibraryIT.trade(stub, tape, conditions);
        assertThat(NativeLibraryIT.ledger(stub)).hasSizeGreaterThan(10).isEqualTo(NativeLibraryIT.ledger(paper));

        AftmProcess.Home troubled = onStub("troubled");
        troubled.with("SIMULATOR_FAULTS", "crash_at=5,lose_every=9,repeat_every=3,callback_threads=3");
        NativeLibraryIT.trade(troubled, tape, conditions);
        assertThat(NativeLibraryIT.orders(troubled)).isEqualTo(NativeLibraryIT.orders(paper));
    }

    @Test
    void a_brokers_login_rejection_is_shown_verbatim() throws IOException, InterruptedException {
        AftmProcess.Home home = onStub("refused").with("SIMULATOR_FAULTS", "refuse_login=1");
        try (AftmProcess gateway = home.start("gateway")) {
            gateway.says("The gateway is not logged in: 登入錯誤");
            assertThat(List.of(home.run("health").exitCode())).containsExactly(1);
        }
    }
}
