package org.puli.farm;

import java.util.List;

/** Whoever waits for the end of something else. Owned by the loop. */
abstract sealed class Waiter permits Door, CommandGates {
    /** Looks anew at what it waits for. */
    abstract void regate();

    /** Its job. */
    abstract Job job();

    /** The tasks and groups that wait by this, outer ones only. */
    abstract List<Node> waiting();

    /** Something that it waited for is gone for good: it waits for it no more. */
    abstract void forget(Awaited gone);

    /** Whether something is awaited by it and has not come. */
    abstract boolean isKeptBy(Awaited other);
}
