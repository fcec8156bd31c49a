package dev.aftm.interactor.port.store;

/**
 * Identifies a request.
 *
 * @param account the account that it trades for
 * @param requestId the client's id, unique within the account for ever
 */
public record OrderKey(String account, String requestId) {

    /** The first character of ids that the journal makes for requests without one; clients may not use it. */
    public static final String OWN_ID_MARK = "~";

    /** The key of a request that was sent without an id. */
    public static OrderKey withoutId(String account, String tag) {
        return new OrderKey(account, OWN_ID_MARK + tag);
    }

    /** Whether the request was sent without an id. */
    public boolean isWithoutId() {
        return requestId.startsWith(OWN_ID_MARK);
    }
}
