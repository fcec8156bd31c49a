package dev.aftm.infrastructure.dll;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;

/** The functions and structures of {@code exchange_dll.h}; see there for what they mean. */
interface ExchangeLibrary extends Library {

    int ABI_VERSION = 1;
    int OK = 0;
    int E_ARGUMENT = -1;
    int E_NOT_LOGGED_IN = -2;
    int E_REFUSED = -3;

    int CODE_BYTES = 24;
    int NOTE_BYTES = 128;
    int TEXT_BYTES = 256;

    int exchange_abi_version();

    int exchange_sizeof_order();

    int exchange_sizeof_order_reply();

    int exchange_note_bytes();

    int exchange_open(PointerByReference out);

    int exchange_login(Pointer session, byte[] user, byte[] password, int passwordBytes);

    int exchange_send_order(Pointer session, NativeOrder order, NativeOrderReply reply);

    void exchange_close(Pointer session);

    /** {@code exchange_order}. */
    @Structure.FieldOrder({
        "account",
        "itemCode",
        "note",
        "price",
        "side",
        "type",
        "quantity",
        "timeInForce",
        "openClose",
        "dayTrade"
    })
    final class NativeOrder extends Structure {
        public byte[] account = new byte[CODE_BYTES];
        public byte[] itemCode = new byte[CODE_BYTES];
        public byte[] note = new byte[NOTE_BYTES];
        public long price;
        public int side;
        public int type;
        public int quantity;
        public int timeInForce;
        public int openClose;
        public int dayTrade;
    }

    /** {@code exchange_order_reply}. */
    @Structure.FieldOrder({"accepted", "padding", "orderSerial", "code", "text"})
    final class NativeOrderReply extends Structure {
        public int accepted;
        public int padding;
        public byte[] orderSerial = new byte[CODE_BYTES];
        public byte[] code = new byte[CODE_BYTES];
        public byte[] text = new byte[TEXT_BYTES];
    }
}
