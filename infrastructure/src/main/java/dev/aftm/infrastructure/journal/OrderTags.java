package dev.aftm.infrastructure.journal;

import dev.aftm.interactor.gateway.order.GatewayRequest;
import dev.aftm.interactor.port.store.OrderJournal.OrderKey;
import java.security.SecureRandom;

/** Creates order tags: a prefix that is unique to the journal, and a counter. A tag has at most 21 characters. */
final class OrderTags {

    private static final int RADIX = 36;
    private static final int PREFIX_LENGTH = 7;

    private OrderTags() {}

    static String tag(String prefix, long number) {
        return prefix + "-" + Long.toString(number, RADIX);
    }

    /** 7 random letters and digits. */
    static String randomPrefix() {
        SecureRandom random = new SecureRandom();
        StringBuilder prefix = new StringBuilder(PREFIX_LENGTH);
        for (int i = 0; i < PREFIX_LENGTH; i++) {
            prefix.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return prefix.toString();
    }

    static OrderKey keyOf(GatewayRequest request, String tag) {
        String id = request.requestId();
        return id == null ? OrderKey.withoutId(request.orderAccount(), tag) : new OrderKey(request.orderAccount(), id);
    }
}
