package dev.aftm.app.torture;

import java.util.concurrent.locks.LockSupport;

/** Where the gateway dies: it says that it has come to the step, and waits there for SIGKILL. */
enum Step {
    BEFORE_INTENT,
    AFTER_INTENT,
    BEFORE_CALL,
    INSIDE_CALL,
    AFTER_CALL,
    BEFORE_OUTCOME,
    AFTER_OUTCOME;

    /** What a process prints when it has come to its step. */
    static final String MARK = "AT ";

    private static final String SETTING = "TORTURE_STEP";

    private static final String CHOSEN = System.getenv().getOrDefault(SETTING, "");

    private static int passes = Integer.parseInt(System.getenv().getOrDefault("TORTURE_PASSES", "0"));

    /** Called when an order comes to this step; at the chosen one, after so many passes, it goes no further. */
    synchronized void reached() {
        if (!name().equals(CHOSEN)) {
            return;
        }
        if (passed()) {
            System.out.println(MARK + name());
            System.out.flush();
            while (true) {
                LockSupport.park();
            }
        }
    }

    private static synchronized boolean passed() {
        return passes-- <= 0;
    }
}
