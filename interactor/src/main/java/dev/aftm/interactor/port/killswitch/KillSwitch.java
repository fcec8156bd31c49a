package dev.aftm.interactor.port.killswitch;

/** The kill switch, which stops all new orders. Read right before each call to the exchange; safe for all threads. */
public interface KillSwitch {

    /** Whether new orders are stopped at this moment. */
    boolean isEngaged();
}
