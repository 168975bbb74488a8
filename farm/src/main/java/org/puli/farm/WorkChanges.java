package org.puli.farm;

import static java.util.Objects.requireNonNull;

import org.puli.api.view.Status;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.change.Part;

/** How what people do to tasks and commands is applied. */
final class WorkChanges {
    private final Farm farm;

    WorkChanges(Farm farm) {
        this.farm = farm;
    }

    void paused(Change.NodePaused change) {
        Job job = requireNonNull(farm.findJob(change.job()), "the job of a decided change is there");
        Node node = requireNonNull(job.findNode(change.node()), "its task is there");
        node.pause(change.paused());
        node.tasks().forEach(job::stir);
        farm.touched().node(node);
        touch(job);
    }

    void moved(Change.CommandsMoved change) {
        Job job = requireNonNull(farm.findJob(change.job()), "the job of a decided change is there");
        for (Part part : change.parts()) {
            if (job.findNode(part.task()) instanceof Task task) {
                move(task, part, change);
            }
        }
        if (change.move() == Move.RETRY || change.move() == Move.RETRY_ALL) {
            job.forgive();
        }
        farm.settle(job, change.at());
    }

    private void move(Task task, Part part, Change.CommandsMoved change) {
        Reach reach = new Reach(task, part, change.move());
        boolean movesFresh = reach.freshCount() > 0;
        reach.forEachPlace(place -> move(task.touch(place), change.move(), change.at()));
        if (movesFresh) {
            task.fresh(change.move().to());
            farm.touched().node(task);
        }
        task.refresh();
    }

    private void move(Command command, Move move, long at) {
        Status to = move.to();
        switch (move) {
            case CANCEL, KILL, FINISH, SKIP -> command.settle(to, to == Status.CANCELED ? command.reason() : null, at);
            case RETRY -> command.makeReady();
            case RETRY_ALL -> again(command);
            case REQUEUE -> command.takeBack("taken back by a person");
            case HOLD -> command.hold(true);
            case RELEASE -> command.hold(false);
        }
        farm.touched().command(command);
        Worker holder = command.holder();
        if (holder != null) {
            farm.touched().shown(holder);
            farm.ordersDue(holder);
        }
    }

    /** One that is ready already only forgets what earlier tries of it finished. */
    private static void again(Command command) {
        if (command.status().isEnded()) {
            command.makeReady();
        }
        command.forgetFrames();
    }

    private void touch(Job job) {
        farm.touched().job(job);
        farm.stir(job);
    }
}
