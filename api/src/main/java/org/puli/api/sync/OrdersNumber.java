package org.puli.api.sync;

/**
 * The place of one {@link WorkerOrders} among all that a worker gets: the dispatcher's epoch (one more at each of its
 * starts), then a count from 1 within it. Later ones are greater.
 */
public record OrdersNumber(long epoch, long number) implements Comparable<OrdersNumber> {
    /** Before all orders. */
    public static final OrdersNumber NONE = new OrdersNumber(0, 0);

    @Override
    public int compareTo(OrdersNumber other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
    }
}
