package dev.aftm.interactor.gateway.error;

/** Whether the order of a request was sent to the exchange, by this attempt or an earlier one. */
public enum OrderSent {
    /** It was certainly not sent; the same id may still be used to send it. */
    NO,
    /** It was sent, whether or not the exchange accepted it. */
    YES,
    /** It is not known yet. Repeating with the same request id is safe; using a new id is not. */
    UNKNOWN
}
