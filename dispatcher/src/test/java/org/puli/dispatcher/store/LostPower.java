package org.puli.dispatcher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.puli.dispatcher.store.DiskTrace.Cut;
import org.puli.dispatcher.store.DiskTrace.Deleted;
import org.puli.dispatcher.store.DiskTrace.Event;
import org.puli.dispatcher.store.DiskTrace.Synced;
import org.puli.dispatcher.store.DiskTrace.Written;

/**
 * What a disk may hold when power fails: of each file all that was synced, and of the rest anything: nothing, all, the
 * first part, or single sectors of single writes in no order. Names are as journaling file systems keep them: a file
 * that was deleted does not come back when something was synced after that.
 */
final class LostPower {
    private static final int SECTOR = 512;

    private final Map<String, Disk> disks = new TreeMap<>();

    /** One file: what is safe, and what is on its way. */
    private static final class Disk {
        private byte[] safe = new byte[0];
        private boolean exists;
        private final List<Event> pending = new ArrayList<>();
    }

    /** It happens, and then power goes on. */
    void happens(Event event) {
        Disk disk = disks.computeIfAbsent(event.file(), name -> new Disk());
        if (event instanceof Synced) {
            for (Event done : disk.pending) {
                disk.exists = !(done instanceof Deleted);
                disk.safe = after(disk.safe, done);
            }
            disk.pending.clear();
            disks.values().forEach(LostPower::forgetDeleted);
        } else {
            disk.pending.add(event);
        }
    }

    /** Names change on the disk in the order in which they were changed, before whatever is synced later. */
    private static void forgetDeleted(Disk disk) {
        for (int i = disk.pending.size() - 1; i >= 0; i--) {
            if (disk.pending.get(i) instanceof Deleted) {
                disk.pending.subList(0, i + 1).clear();
                disk.safe = new byte[0];
                disk.exists = false;
                return;
            }
        }
    }

    private static byte[] after(byte[] before, Event event) {
        return switch (event) {
            case Written written -> {
                int end = written.offset() + written.bytes().length;
                byte[] longer = Arrays.copyOf(before, Math.max(before.length, end));
                System.arraycopy(written.bytes(), 0, longer, written.offset(), written.bytes().length);
                yield longer;
            }
            case Cut cut -> Arrays.copyOf(before, cut.length());
            case Deleted gone -> new byte[0];
            case Synced synced -> before;
        };
    }

    /** Power fails now: writes what may be left of the files into a folder. */
    void leave(Path folder, RandomGenerator random) throws IOException {
        for (Map.Entry<String, Disk> entry : disks.entrySet()) {
            Disk disk = entry.getValue();
            byte[] left = disk.safe;
            boolean exists = disk.exists;
            for (Event event : some(disk.pending, random)) {
                left = after(left, event);
                exists = !(event instanceof Deleted);
            }
            if (exists) {
                Files.write(folder.resolve(entry.getKey()), left);
            }
        }
    }

    private static List<Event> some(List<Event> pending, RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> pending;
            case 2 -> pending.subList(0, random.nextInt(pending.size() + 1));
            default -> torn(pending, random);
        };
    }

    private static List<Event> torn(List<Event> pending, RandomGenerator random) {
        List<Event> some = new ArrayList<>();
        for (Event event : pending) {
            if (event instanceof Written written) {
                for (int at = 0; at < written.bytes().length; at += SECTOR) {
                    int end = Math.min(at + SECTOR, written.bytes().length);
                    if (random.nextBoolean()) {
                        byte[] sector = Arrays.copyOfRange(written.bytes(), at, end);
                        some.add(new Written(written.file(), written.offset() + at, sector));
                    }
                }
            } else if (random.nextBoolean()) {
                some.add(event);
            } else if (event instanceof Deleted) {
                // What follows was written to another file of that name.
                return some;
            }
        }
        return some;
    }
}
