package dev.aftm.app.torture;

import java.util.concurrent.locks.LockSupport;

/** The steps at which the gateway can be killed: it reports that it has reached the step, and waits for SIGKILL. */
enum Step {
    BEFORE_INTENT,
    AFTER_INTENT,
    BEFORE_CALL,
    INSIDE_CALL,
    AFTER_CALL,
    BEFORE_OUTCOME,
    AFTER_OUTCOME;

    /** The prefix of the line that a process prints when it reaches its step. */
    static final String MARK = "AT ";

    private static final String SETTING = "TORTURE_STEP";

    private static final String CHOSEN = System.getenv().getOrDefault(SETTING, "");

    private static int passes = Integer.parseInt(System.getenv().getOrDefault("TORTURE_PASSES", "0"));

    /** Called when an order reaches this step; stops here if the step is chosen and its passes are used up. */
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
