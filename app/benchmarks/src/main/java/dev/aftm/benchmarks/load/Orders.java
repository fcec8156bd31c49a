package dev.aftm.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Generates order requests of about 250 bytes, each with its own id; they buy and sell in turn. */
final class Orders {

    /** The instrument of all orders. */
    static final String ITEM = "TXFH1";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private long sent;

    /** Returns the number of orders so far. */
    long sent() {
        return sent;
    }

    byte[] next() {
        return next("SIM0001", "Market", "0", "IOC", "load");
    }

    byte[] next(String account, String type, String price, String timeInForce, String note) {
        sent++;
        String order = "{\"operation\":\"send_order\",\"request_id\":\"" + run + "-" + sent
                + "\",\"timestamp\":1627282800000,\"parameters\":{\"order_account\":\"" + account
                + "\",\"item_code\":\"" + ITEM + "\",\"side\":\"" + (sent % 2 == 0 ? "Buy" : "Sell")
                + "\",\"order_type\":\""
                + type
                + "\",\"price\":" + price + ",\"quantity\":1,\"open_close\":\"AUTO\",\"note\":\"" + note
                + "\",\"day_trade\":\"No\",\"time_in_force\":\"" + timeInForce + "\"}}";
        return order.getBytes(StandardCharsets.UTF_8);
    }
}
