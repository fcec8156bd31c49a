package dev.aftm.app.terminal;

import dev.aftm.domain.market.InvalidValueException;
import dev.aftm.infrastructure.config.ConfigurationException;
import dev.aftm.infrastructure.dll.LibraryException;
import dev.aftm.infrastructure.simulator.LedgerException;
import dev.aftm.infrastructure.zeromq.socket.PortInUseException;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.GatewayConnectionException;
import dev.aftm.interactor.gateway.error.GatewayTimeoutException;
import dev.aftm.interactor.gateway.error.OrderSent;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.StrategyStore;

/** Exit codes of the program, and the conversion of failures to an exit code and a sentence. */
public final class ExitCodes {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int GATEWAY_UNREACHABLE = 3;
    public static final int ORDER_STATE_UNKNOWN = 4;

    private ExitCodes() {}

    /** Returns the exit code of a failure. */
    public static int exitCode(Throwable failure) {
        if (failure instanceof GatewayConnectionException) {
            return GATEWAY_UNREACHABLE;
        }
        if (failure instanceof DllGatewayException gateway) {
            return gateway.orderSent() == OrderSent.UNKNOWN ? ORDER_STATE_UNKNOWN : FAILED;
        }
        return isExpected(failure) ? WRONG_USAGE : FAILED;
    }

    /** Returns the exit code of a failed query, which leaves no order in an unknown state. */
    public static int exitCodeOfQuery(DllGatewayException failure) {
        boolean unreachable =
                failure instanceof GatewayConnectionException || failure instanceof GatewayTimeoutException;
        return unreachable ? GATEWAY_UNREACHABLE : FAILED;
    }

    /** Returns one sentence for the person at the terminal. */
    public static String sentence(Throwable failure) {
        if (isExpected(failure)) {
            return Terminal.escape(String.valueOf(failure.getMessage()));
        }
        return "AFTM failed because of an unexpected error ("
                + failure.getClass().getSimpleName() + "); see the log files in LOG_DIR.";
    }

    /** Returns whether a failure's message is meant for the user and says what to do. */
    public static boolean isExpected(Throwable failure) {
        return failure instanceof ConfigurationException
                || failure instanceof PortInUseException
                || failure instanceof LedgerException
                || failure instanceof LibraryException
                || failure instanceof JournalException
                || failure instanceof StrategyStore.StoreException
                || failure instanceof Tape.TapeException
                || failure instanceof InvalidValueException
                || failure instanceof DllGatewayException;
    }
}
