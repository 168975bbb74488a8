package org.puli.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** The one place of this package that makes threads. */
final class DemoThreads {
    private DemoThreads() {}

    /** Interrupts this thread, once, when a latch opens. */
    static void interruptMeWhen(CountDownLatch latch) {
        Thread me = Thread.currentThread();
        Thread.ofVirtual().name("demo-end").start(() -> {
            try {
                latch.await();
                me.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Interrupts this thread, once, when a process ends and that is worth an interruption. */
    static void interruptMeAfter(Process process, BooleanSupplier isWorthIt) {
        Thread me = Thread.currentThread();
        Thread.ofVirtual().name("demo-watch").start(() -> {
            process.onExit().join();
            if (isWorthIt.getAsBoolean()) {
                me.interrupt();
            }
        });
    }
}
