package dev.aftm.app;

import dev.aftm.app.cli.AftmCommand;

/** The program's entry point. */
public final class Aftm {

    private Aftm() {}

    public static void main(String[] arguments) {
        System.exit(AftmCommand.execute(arguments));
    }
}
