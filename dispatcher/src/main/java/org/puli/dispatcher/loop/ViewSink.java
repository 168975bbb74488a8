package org.puli.dispatcher.loop;

/** Where views go once their batch is durable. Called by the store's thread, batch after batch, before any reply. */
public interface ViewSink {
    /** Shows the views of a batch. Must not block. */
    void publish(ViewBatch views);
}
