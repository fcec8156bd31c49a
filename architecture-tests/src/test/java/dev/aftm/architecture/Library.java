package dev.aftm.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Arrays;
import java.util.List;

/** The registry of libraries and of the packages that may use each. */
enum Library {
    ZEROMQ(List.of("org.zeromq", "zmq"), "dev.aftm.infrastructure.zeromq"),
    JNA(List.of("com.sun.jna"), "dev.aftm.infrastructure.dll"),
    SQL(
            List.of("java.sql", "org.sqlite"),
            "dev.aftm.infrastructure.sqlite",
            "dev.aftm.infrastructure.history",
            "dev.aftm.infrastructure.store"),
    HTTP_SERVER(List.of("com.sun.net.httpserver"), "dev.aftm.infrastructure.http"),
    METRICS(List.of("io.micrometer"), "dev.aftm.infrastructure.metrics"),
    DOTENV(List.of("io.github.cdimascio.dotenv"), "dev.aftm.infrastructure.config"),
    JSON(
            List.of("tools.jackson", "com.fasterxml.jackson"),
            "dev.aftm.infrastructure.event",
            "dev.aftm.infrastructure.http",
            "dev.aftm.infrastructure.process",
            "dev.aftm.infrastructure.risk",
            "dev.aftm.infrastructure.simulator",
            "dev.aftm.infrastructure.store",
            "dev.aftm.infrastructure.zeromq",
            "dev.aftm.app.terminal"),
    COMMAND_LINE(List.of("picocli"), "dev.aftm.app.cli"),
    INJECTION(
            List.of("dagger", "javax.inject"),
            "dev.aftm.app.backtest",
            "dev.aftm.app.executor",
            "dev.aftm.app.gateway",
            "dev.aftm.app.process",
            "dev.aftm.app.strategy",
            "dev.aftm.app.supervisor"),
    LOGGING(List.of("ch.qos.logback"), "dev.aftm.app.terminal");

    @SuppressWarnings("ImmutableEnumChecker") // Both are filled by the constructor and never again.
    private final List<String> packages;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> rooms;

    Library(List<String> packages, String... rooms) {
        this.packages = packages;
        this.rooms = List.of(rooms);
    }

    List<String> packages() {
        return packages;
    }

    List<String> rooms() {
        return rooms;
    }

    static ArchCondition<JavaClass> beUsedInTheirRooms() {
        return Conditions.nothingIsFound(
                "be used in their rooms",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                Arrays.stream(values()).anyMatch(library -> library.isStranger(dependency)))
                        .map(Dependency::getDescription)
                        .distinct());
    }

    private boolean isStranger(Dependency dependency) {
        return Conditions.isIn(dependency.getTargetClass(), packages)
                && !Conditions.isIn(dependency.getOriginClass(), rooms);
    }
}
