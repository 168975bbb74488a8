package org.puli.farm.schedule;

import org.puli.farm.Task;
import org.puli.farm.Worker;

/**
 * What the planner proposes: this command of that task is to start on that worker now.
 *
 * @param milliCores thousandths of cores that it is granted there
 */
public record Assignment(Task task, int index, Worker worker, int milliCores) {}
