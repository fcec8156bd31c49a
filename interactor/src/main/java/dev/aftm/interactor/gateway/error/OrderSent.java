package dev.aftm.interactor.gateway.error;

/** Whether the order that a request names has been handed to the exchange; about the order, not about the attempt. */
public enum OrderSent {
    /** It has certainly not; its id may send it. */
    NO,
    /** It has, whatever the exchange made of it. */
    YES,
    /** Nobody can say yet. Asking again with the same request id is safe; a new id is not. */
    UNKNOWN
}
