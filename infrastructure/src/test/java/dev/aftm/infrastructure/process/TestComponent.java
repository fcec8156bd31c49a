package dev.aftm.infrastructure.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A supervised process whose behaviour is its first argument. */
final class TestComponent {

    private TestComponent() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "crash" -> System.exit(1);
            case "misconfigured" -> System.exit(2);
            case "environment" ->
                System.getenv().forEach((name, value) -> tell(SupervisorMessage.Kind.SAY, name + "=" + value));
            case "wait" -> {
                tell(SupervisorMessage.Kind.WAITING, "somebody");
                awaitTheEnd();
                return;
            }
            case "ignore" ->
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
            default -> {}
        }
        tell(SupervisorMessage.Kind.SAY, "pid " + ProcessHandle.current().pid());
        if (List.of(arguments).contains("again")) {
            tell(SupervisorMessage.Kind.SAY, "started again");
        }
        tell(SupervisorMessage.Kind.READY, "");
        if (!arguments[0].equals("mute")) {
            Thread heart = new Thread(TestComponent::beat);
            heart.setDaemon(true);
            heart.start();
        }
        awaitTheEnd();
    }

    private static void awaitTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Run until the supervisor is gone.
        }
    }

    private static void beat() {
        while (true) {
            tell(SupervisorMessage.Kind.BEAT, "");
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static void tell(SupervisorMessage.Kind kind, String text) {
        System.out.println(new SupervisorMessage(kind, text).format());
    }
}
