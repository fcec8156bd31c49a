package dev.aftm.infrastructure.dll;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open session of the library. It is closed once, by {@link #close} or, if that is forgotten, by a {@link Cleaner}, and never
 * while a call is running. It holds the listener, which must stay reachable as long as the library may call it.
 */
final class LibraryHandle {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryHandle.class);
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicBoolean IN_USE = new AtomicBoolean();

    private enum State {
        OPEN,
        CALLING,
        CLOSED
    }

    private final Session resource;
    private final Cleaner.Cleanable cleanable;

    /** The resource to close. It does not refer to its owner, so that the owner can be garbage-collected. */
    private static final class Session implements Runnable {
        private final Pointer session;
        private final CallbackQueue listener;
        private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

        private Session(Pointer session, CallbackQueue listener) {
            this.session = session;
            this.listener = listener;
        }

        @Override
        public void run() {
            if (!state.compareAndSet(State.OPEN, State.CLOSED)) {
                LOG.warn("A call of the exchange library still hangs, so its session is left open.");
                return;
            }
            ExchangeLibrary.exchange_close(session);
            IN_USE.set(false);
            // Keeps the listener reachable until here.
            LOG.debug("The exchange library is closed ({}).", listener);
        }
    }

    private LibraryHandle(Object owner, Session resource) {
        this.resource = resource;
        this.cleanable = CLEANER.register(owner, resource);
    }

    /**
     * Opens a session.
     *
     * @throws LibraryException the library fails, with its own text, or one is already open in this process
     */
    static LibraryHandle open(Object owner, DllSettings settings, CallbackQueue listener) {
        if (!IN_USE.compareAndSet(false, true)) {
            throw new LibraryException("An exchange library is already open in this process; only one is possible.");
        }
        try (Memory why = new Memory(Layouts.Status.LAYOUT.size())) {
            why.clear();
            PointerByReference out = new PointerByReference();
            int result = ExchangeLibrary.exchange_open(
                    NativeText.argument(settings.optionLines()), listener, null, out, why);
            if (result != ExchangeLibrary.OK || out.getValue() == null) {
                IN_USE.set(false);
                ByteBuffer bytes = why.getByteBuffer(0, why.size());
                String words =
                        new NativeText(StandardCharsets.UTF_8).read(bytes, Layouts.Status.TEXT, Layouts.TEXT_BYTES);
                throw new LibraryException("The exchange library " + settings.library() + " cannot be opened: "
                        + (words.isEmpty() ? "code " + result + "." : words));
            }
            return new LibraryHandle(owner, new Session(out.getValue(), listener));
        }
    }

    Pointer session() {
        return resource.session;
    }

    boolean isClosed() {
        return resource.state.get() == State.CLOSED;
    }

    /** Whether the session is closed or a call is running. */
    boolean isBusy() {
        return resource.state.get() != State.OPEN;
    }

    /**
     * Makes a call, which may hang. The session cannot be closed during the call.
     *
     * @throws IllegalStateException the session is closed or a call is running, so nothing was called
     */
    int call(IntSupplier call) {
        if (!resource.state.compareAndSet(State.OPEN, State.CALLING)) {
            throw new IllegalStateException("The exchange library is closed.");
        }
        try {
            return call.getAsInt();
        } finally {
            resource.state.set(State.OPEN);
        }
    }

    void close() {
        cleanable.clean();
    }
}
