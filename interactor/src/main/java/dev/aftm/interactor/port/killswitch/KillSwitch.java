package dev.aftm.interactor.port.killswitch;

/** Whether all new orders are stopped. Read right before each call to the exchange; safe for all threads. */
public interface KillSwitch {

    /** Whether they are stopped at this moment. */
    boolean isEngaged();
}
