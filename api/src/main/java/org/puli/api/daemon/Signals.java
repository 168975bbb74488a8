package org.puli.api.daemon;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * What the system tells a daemon. The two polite ways to end a process only open a latch, so that the program ends by
 * itself, in order and with exit code 0. Safe on every thread.
 */
public final class Signals {
    private Signals() {}

    /** Opens when the process is asked to end, by its terminal or by whoever supervises it. */
    public static CountDownLatch end() {
        CountDownLatch asked = new CountDownLatch(1);
        handle("TERM", asked::countDown);
        handle("INT", asked::countDown);
        return asked;
    }

    /** What happens each time that the process is asked to end, the first time and every further one. */
    public static void onEnd(Runnable work) {
        handle("TERM", work);
        handle("INT", work);
    }

    /** What the first user-defined signal does, which here means: end, and leave what runs to the next daemon. */
    public static void onLeave(Runnable work) {
        handle("USR1", work);
    }

    /** What a hang-up does, which by custom means: read the settings anew. */
    public static void onHangUp(Runnable work) {
        handle("HUP", work);
    }

    /**
     * The JDK's one door to signals is exported for good by jdk.unsupported, but the compiler warns of its name and
     * cannot be told that this is known; so it is found by name.
     *
     * @throws IllegalStateException when this Java has no such door or another one holds the signal
     */
    private static void handle(String name, Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object own =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, a) -> {
                        work.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), own);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the signal " + name + " cannot be taken", e);
        }
    }
}
