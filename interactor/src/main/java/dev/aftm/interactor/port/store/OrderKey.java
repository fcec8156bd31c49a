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

    /** 64 bits that two keys rarely share; the same in every process and version, because they are stored. */
    public long fingerprint() {
        long hash = mixed(0, account);
        return mixed(hash * 31 + 1, requestId);
    }

    /** FNV-1a over the characters, then the finish of SplitMix64, so that every bit depends on every character. */
    private static long mixed(long seed, String text) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    /** Whether the request was sent without an id. */
    public boolean isWithoutId() {
        return requestId.startsWith(OWN_ID_MARK);
    }
}
