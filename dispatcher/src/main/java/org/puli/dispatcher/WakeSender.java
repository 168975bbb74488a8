package org.puli.dispatcher;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.puli.farm.change.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends wake packets: six bytes of ones and sixteen times the hardware address, in a UDP datagram to a broadcast
 * address, which sleeping network cards look for. It is told of every change and takes those that are wakes; the
 * sending is done by a thread of its own. A packet tells nothing that a crash could take back, so it does not wait for
 * a batch.
 */
final class WakeSender implements Consumer<Change>, AutoCloseable {
    /** Bytes of a packet. */
    static final int PACKET_BYTES = 6 + 16 * 6;

    private static final Logger LOG = LoggerFactory.getLogger(WakeSender.class);
    private static final int MOST_WAITING = 1_000;

    private final InetSocketAddress target;
    private final BlockingQueue<Change.WakeSent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    /** Starts the thread. */
    WakeSender(InetSocketAddress target) {
        this.target = target;
        this.thread = Threads.start("wake", this::work);
    }

    @Override
    public void accept(Change change) {
        if (change instanceof Change.WakeSent sent && !waiting.offer(sent)) {
            LOG.warn("Too many machines are woken at once: none of {}", sent.worker());
        }
    }

    private void work() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody is woken any more");
        }
    }

    private void send(Change.WakeSent sent) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setBroadcast(true);
            for (String address : sent.addresses()) {
                byte[] packet = packet(address);
                socket.send(new DatagramPacket(packet, packet.length, target));
            }
            LOG.info(
                    "Worker {} was sent wake packet {} of {}, by {}",
                    sent.worker(),
                    sent.tried(),
                    sent.most(),
                    sent.addresses());
        } catch (IOException e) {
            LOG.warn("Worker {} could not be sent a wake packet to {}: {}", sent.worker(), target, e.toString());
        }
    }

    /** The packet for a hardware address with colons. */
    static byte[] packet(String address) {
        byte[] hardware = HexFormat.ofDelimiter(":").parseHex(address);
        ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES);
        for (int i = 0; i < 6; i++) {
            packet.put((byte) 0xff);
        }
        while (packet.hasRemaining()) {
            packet.put(hardware);
        }
        return packet.array();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
