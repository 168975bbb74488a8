"""Builds the scene of the example and saves it: blender --background --factory-startup --python scene.py -- FILE.blend

Three balls and a ring on a floor, around which a camera goes once in ten frames. Cycles renders it on the processor, so
small that a frame takes a second or two. Needs Blender 3.4 or newer.
"""
import math
import os
import sys

import bpy

FRAMES = 10
SAMPLES = 8
WIDTH, HEIGHT = 96, 64


def material(name, color, roughness, metallic=0.0):
    """A plain material, seen through Blender's own shader."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    shader = made.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*color, 1.0)
    shader.inputs["Roughness"].default_value = roughness
    shader.inputs["Metallic"].default_value = metallic
    return made


def ball(place, radius, look):
    bpy.ops.mesh.primitive_uv_sphere_add(radius=radius, location=place, segments=32, ring_count=16)
    bpy.ops.object.shade_smooth()
    bpy.context.object.data.materials.append(look)


def still_life():
    bpy.ops.mesh.primitive_plane_add(size=40)
    bpy.context.object.data.materials.append(material("floor", (0.55, 0.53, 0.5), 0.9))
    ball((0.0, 0.0, 1.0), 1.0, material("gold", (0.9, 0.65, 0.25), 0.15, 1.0))
    ball((1.9, 0.5, 0.6), 0.6, material("lacquer", (0.7, 0.04, 0.05), 0.1))
    ball((-1.4, 1.3, 0.45), 0.45, material("clay", (0.35, 0.2, 0.12), 0.8))
    bpy.ops.mesh.primitive_torus_add(location=(-0.6, -1.8, 0.15), major_radius=0.6, minor_radius=0.15)
    bpy.ops.object.shade_smooth()
    bpy.context.object.data.materials.append(material("steel", (0.5, 0.55, 0.6), 0.25, 1.0))


def light():
    bpy.ops.object.light_add(type="AREA", location=(4.0, -3.0, 6.0))
    lamp = bpy.context.object
    lamp.data.energy = 250.0
    lamp.data.size = 4.0
    lamp.rotation_euler = (math.radians(35), math.radians(30), 0.0)
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.2, 0.27, 0.36, 1.0)
    bpy.context.scene.world = world


def camera():
    """The camera looks at the middle, and an empty that it hangs on turns once."""
    bpy.ops.object.empty_add(location=(0.0, 0.0, 0.6))
    pivot = bpy.context.object
    bpy.ops.object.camera_add(location=(0.0, -8.0, 2.8))
    eye = bpy.context.object
    eye.parent = pivot
    aim = eye.constraints.new("TRACK_TO")
    aim.target = pivot
    aim.track_axis = "TRACK_NEGATIVE_Z"
    aim.up_axis = "UP_Y"
    for frame, turn in ((1, 0.0), (FRAMES + 1, 2 * math.pi)):
        pivot.rotation_euler = (0.0, 0.0, turn)
        pivot.keyframe_insert("rotation_euler", frame=frame)
    for curve in pivot.animation_data.action.fcurves:
        for point in curve.keyframe_points:
            point.interpolation = "LINEAR"
    bpy.context.scene.camera = eye


def settings(scene):
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = int(os.environ.get("FILM_SAMPLES", SAMPLES))
    scene.cycles.use_denoising = False
    scene.render.resolution_x, scene.render.resolution_y = WIDTH, HEIGHT
    scene.render.resolution_percentage = 100
    scene.render.image_settings.file_format = "PNG"
    scene.frame_start, scene.frame_end = 1, FRAMES


def main():
    if "--" not in sys.argv or len(sys.argv) != sys.argv.index("--") + 2:
        print("openjd_fail: say where the scene goes: scene.py -- FILE.blend", flush=True)
        return 2
    target = os.path.abspath(sys.argv[-1])
    os.makedirs(os.path.dirname(target), exist_ok=True)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    still_life()
    light()
    camera()
    settings(bpy.context.scene)
    # Whole or not at all: a try that is stopped leaves nothing that looks like a scene.
    unfinished = target + ".part"
    bpy.ops.wm.save_as_mainfile(filepath=unfinished, check_existing=False)
    os.replace(unfinished, target)
    return 0


sys.exit(main())
