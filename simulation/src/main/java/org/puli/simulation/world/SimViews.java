package org.puli.simulation.world;

import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.dispatcher.loop.ViewSink;

/** The production views, watched; the process may die just before or after they are shown. */
record SimViews(World world, SimDisk store, Views views) implements ViewSink {
    @Override
    public void publish(ViewBatch batch) {
        world.witness().published(batch);
        store.dieMaybe();
        views.publish(batch);
        store.dieMaybe();
    }
}
