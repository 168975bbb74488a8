package org.puli.simulation.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Ports of loopback. They are drawn from below the range that the system itself gives to outgoing connections: one that
 * keeps trying a dead port of that range will in the end be connected to itself, and then the port is taken.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 200;
    private static final int CONNECT_MILLIS = 1_000;
    private static final long LOOK_AGAIN_MILLIS = 15;

    private Ports() {}

    /**
     * A port that nobody listens on.
     *
     * @throws IOException when none was found
     */
    public static int drawFree(RandomGenerator random) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST, BEYOND);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("found no free port from " + FIRST + " to " + (BEYOND - 1) + " in " + TRIES + " tries");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Waits until the program listens on a port.
     *
     * @throws IOException when it ended instead, or takes longer than the patience
     */
    public static void awaitListening(Program program, int port, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isListening(port)) {
            if (!program.isAlive()) {
                throw new IOException("the program ended instead of listening; what it said is in " + program.said());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("nothing listens on port " + port + " after " + patience.toSeconds()
                        + " s; what the program said is in " + program.said());
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
