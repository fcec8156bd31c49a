package dev.aftm.interactor.planted;

/** Planted: an order that changes while somebody looks at it. */
public final class ChangeableOrder {

    private int quantity;

    public int getQuantity() {
        return quantity;
    }

    public void setQuantity(int quantity) {
        this.quantity = quantity;
    }
}
