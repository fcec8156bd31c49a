package dev.aftm.infrastructure.dll;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code exchange_dll.h}. They use JNA's direct mapping, because a call then costs a tenth of one through an
 * interface. Direct mapping allows only one library in a process, which is intended.
 */
final class ExchangeLibrary {

    static final int ABI_VERSION = 2;

    static final int OK = 0;
    static final int E_ARGUMENT = -1;
    static final int E_NOT_LOGGED_IN = -2;
    static final int E_DISCONNECTED = -3;
    static final int E_UNSUPPORTED = -4;

    static final int CAN_BE_FED = 1;
    static final int CAN_FIND_BY_TAG = 2;
    static final int CAN_TELL_ABSENCE = 4;
    static final int CAN_LIST_ORDERS = 32;
    static final int CAN_REPLACE = 8;
    static final int CAN_REPORT_TICKS = 16;
    static final int CAN_REPORT_BUSTS = 64;

    static final int SIDE_BUY = 1;
    static final int SIDE_SELL = 2;

    static final int TYPE_LIMIT = 1;
    static final int TYPE_MARKET = 2;
    static final int TYPE_RANGE_MARKET = 3;

    static final int TIF_ROD = 1;
    static final int TIF_IOC = 2;
    static final int TIF_FOK = 3;

    static final int OPEN = 1;
    static final int CLOSE = 2;
    static final int AUTO = 3;

    static final int ORDER_WORKING = 1;
    static final int ORDER_FILLED = 2;
    static final int ORDER_CANCELLED = 3;
    static final int ORDER_REFUSED = 4;

    static final int LOGGED_OUT = 0;
    static final int LOGGED_IN = 1;
    static final int DISCONNECTED = 2;
    static final int LOGIN_REFUSED = 3;

    static final int EVENT_SESSION = 1;
    static final int EVENT_ORDER = 2;
    static final int EVENT_FILL = 3;
    static final int EVENT_TICK = 4;
    static final int EVENT_FOUND_ORDER = 5;
    static final int EVENT_FOUND_FILL = 6;
    static final int EVENT_FOUND_POSITION = 7;
    static final int EVENT_FOUND_MARGIN = 8;
    static final int EVENT_ANSWERED = 9;
    static final int EVENT_NOT_ANSWERED = 10;
    static final int EVENT_FILL_CORRECTED = 11;
    static final int EVENT_FILL_BUSTED = 12;
    static final int EVENT_REPLACED = 13;

    private ExchangeLibrary() {}

    /** {@code exchange_listener}. */
    interface Listener extends Callback {
        void onEvent(@Nullable Pointer context, int kind, long request, @Nullable Pointer entry);
    }

    /** The names of all functions that a library must have. */
    static List<String> functions() {
        return Arrays.stream(ExchangeLibrary.class.getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(Method::getName)
                .sorted()
                .toList();
    }

    /** Binds the functions to a library that has already been checked. */
    static void bind(NativeLibrary library) {
        Native.register(ExchangeLibrary.class, library);
    }

    static native int exchange_abi_version();

    static native int exchange_layout(int structure, int[] offsets, int capacity);

    static native int exchange_open(
            byte[] options, Listener listener, @Nullable Pointer context, PointerByReference out, Pointer why);

    static native int exchange_describe(Pointer session, Pointer out);

    static native int exchange_login(Pointer session, byte[] user, @Nullable Pointer password, int passwordBytes);

    static native int exchange_logout(Pointer session);

    static native int exchange_accounts(Pointer session, @Nullable Pointer out, int capacity);

    static native int exchange_instruments(Pointer session, @Nullable Pointer out, int capacity);

    static native int exchange_trading_day(Pointer session);

    static native int exchange_send_order(Pointer session, Pointer order, Pointer reply);

    static native int exchange_cancel_order(Pointer session, byte[] account, byte[] orderSerial, Pointer reply);

    static native int exchange_replace_order(
            Pointer session, byte[] account, byte[] orderSerial, long price, int quantity, Pointer reply);

    static native int exchange_find_orders(Pointer session, long request, Pointer tags, int count);

    static native int exchange_query_fills(Pointer session, long request);

    static native int exchange_query_positions(Pointer session, long request);

    static native int exchange_query_margin(Pointer session, long request, byte[] account);

    static native int exchange_subscribe(Pointer session, byte[] itemCode);

    static native int exchange_feed_price(Pointer session, Pointer tick);

    static native int exchange_feed_tick(Pointer session, Pointer tick);

    static native int exchange_counts(Pointer session, LongByReference orders, LongByReference fills);

    static native void exchange_close(Pointer session);
}
