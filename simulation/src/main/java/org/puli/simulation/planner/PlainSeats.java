package org.puli.simulation.planner;

import java.util.Map;
import org.puli.api.LicenseName;
import org.puli.api.spec.Need;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Worker;

/** Counts the seats that commands hold anew each time. */
final class PlainSeats {
    private final Farm farm;

    PlainSeats(Farm farm) {
        this.farm = farm;
    }

    /** Whether a worker may start one more command of this need as far as seats go. */
    boolean suffice(Worker worker, Need need) {
        for (Map.Entry<LicenseName, Integer> asked : need.licenses().entrySet()) {
            License license = farm.findLicense(asked.getKey());
            if (license == null) {
                return false;
            }
            int more = held(worker, license, asked.getValue()) - held(worker, license, 0);
            if (license.outside() + used(license) + more > license.count()) {
                return false;
            }
        }
        return true;
    }

    /** How many seats of a license are in use on the farm. */
    int used(License license) {
        int used = 0;
        for (Worker worker : farm.workers()) {
            used += held(worker, license, 0);
        }
        return used;
    }

    /** Whether a worker may start a command of this need only since it holds seats that others share. */
    boolean isShared(Worker worker, Need need) {
        for (Map.Entry<LicenseName, Integer> asked : need.licenses().entrySet()) {
            License license = farm.findLicense(asked.getKey());
            if (license != null && license.outside() + used(license) + asked.getValue() > license.count()) {
                return suffice(worker, need);
            }
        }
        return false;
    }

    /** How many seats that nobody holds a start would take of licenses whose seats are shared on a worker. */
    int costOfSharing(Worker worker, Need need) {
        int cost = 0;
        for (Map.Entry<LicenseName, Integer> asked : need.licenses().entrySet()) {
            License license = farm.findLicense(asked.getKey());
            if (license != null && license.per() == SeatsPer.WORKER) {
                cost += held(worker, license, asked.getValue()) - held(worker, license, 0);
            }
        }
        return cost;
    }

    /** What a worker's commands hold of a license, if one more asked for so many. */
    private static int held(Worker worker, License license, int oneMore) {
        int held = oneMore;
        for (Command command : worker.leases()) {
            int seats = command.held().licenses().getOrDefault(license.name(), 0);
            held = license.per() == SeatsPer.WORKER ? Math.max(held, seats) : held + seats;
        }
        return held;
    }
}
