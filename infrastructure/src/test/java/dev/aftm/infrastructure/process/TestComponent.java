package dev.aftm.infrastructure.process;

import java.io.IOException;

/** A component's process whose behaviour is its first argument. */
final class TestComponent {

    private TestComponent() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "crash" -> System.exit(1);
            case "misconfigured" -> System.exit(2);
            case "environment" ->
                System.getenv().forEach((name, value) -> tell(ControlLine.Kind.SAY, name + "=" + value));
            case "ignore" ->
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
            default -> {}
        }
        tell(ControlLine.Kind.SAY, "pid " + ProcessHandle.current().pid());
        tell(ControlLine.Kind.READY, "");
        while (System.in.read() >= 0) {
            // Lives until its supervisor is gone.
        }
    }

    private static void tell(ControlLine.Kind kind, String text) {
        System.out.println(new ControlLine(kind, text).format());
    }
}
