"""A view as a picture in a file: PNG at its size in pixels, or SVG to be scaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSaveFile, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

FORMATS = (".png", ".svg")


class PictureError(OSError):
    """The picture could not be written; the text names the file and why."""


def write_picture(widget: QWidget, path: Path) -> None:
    """Write a widget as it looks now. The file is the old one or the whole new one, never half.

    Raises:
        PictureError: the name ends in neither .png nor .svg, or the file cannot be written.
    """
    if path.suffix.lower() not in FORMATS:
        raise PictureError(f"{path}: a picture's name ends in .png or .svg")
    data = _svg(widget) if path.suffix.lower() == ".svg" else _png(widget)
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise PictureError(f"{path}: {file.errorString()}")
    file.write(data)
    if not file.commit():
        raise PictureError(f"{path}: {file.errorString()}")


def _png(widget: QWidget) -> QByteArray:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(widget.palette().window().color())
    widget.render(image, QPoint())
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes; Qt takes the name
    return data


def _svg(widget: QWidget) -> QByteArray:
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.size()))
    generator.setViewBox(widget.rect())
    generator.setTitle(widget.window().windowTitle())
    painter = QPainter(generator)
    painter.fillRect(widget.rect(), widget.palette().window().color())
    widget.render(painter, QPoint())
    painter.end()
    return data
