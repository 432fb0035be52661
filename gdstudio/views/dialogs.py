"""The few things that are said outside the panels: keys, about, failures, and saving a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from gdstudio.views.kit.picture import PictureError, write_picture

if TYPE_CHECKING:
    from gdstudio.views.actions import Actions


def save_picture(window: QWidget) -> None:
    """Ask where to, and save the window as PNG or SVG."""
    name, _ = QFileDialog.getSaveFileName(
        window, "Save picture", "gdstudio.png", "Pictures (*.png *.svg);;PNG (*.png);;SVG (*.svg)"
    )
    if not name:
        return
    try:
        write_picture(window, Path(name))
    except PictureError as error:
        _box(window, QMessageBox.Icon.Warning, "The picture was not saved", str(error))


def copy_picture(window: QWidget) -> None:
    """Copy the window as a picture."""
    QGuiApplication.clipboard().setPixmap(window.grab())


def show_keys(window: QWidget, actions: Actions) -> None:
    """Show all keys at a glance."""
    keys = actions.shortcut_texts()
    rows = [(keys[name], actions[name].toolTip()) for name in actions if keys[name]]
    rows += [
        ("Space", "Play or pause, where the focused control has no use for it"),
        ("Tab", "Go to the next control"),
        ("Enter, F2", "Type a value for the focused weight, input or target"),
        ("↑ ↓", "Raise or lower the focused number; with Shift ten times as much"),
        ("← →", "Move a dot, the alpha marker or the timeline, whichever has the focus"),
    ]
    dialog = QDialog(window)
    dialog.setWindowTitle("Keys")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    layout = QVBoxLayout(dialog)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    half = (len(rows) + 1) // 2
    for index, (key, text) in enumerate(rows):
        column = 0 if index < half else 2
        label = QLabel(key)
        label.setProperty("role", "heading")
        grid.addWidget(label, index % half, column)
        grid.addWidget(QLabel(text), index % half, column + 1)
    layout.addLayout(grid)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    for button in buttons.buttons():
        button.setIcon(QIcon())  # no other button of the studio has one
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()


def show_about(window: QWidget, version: str, log: Path) -> None:
    """Say what this is, its version, and where the log is."""
    _box(
        window,
        QMessageBox.Icon.NoIcon,
        f"GD Studio {version}",
        "See gradient descent work: small linear networks, one step at a time.\n\n"
        f"Errors are written to {log}",
    )


def show_failure(window: QWidget, report: str, log: Path) -> None:
    """Say that something unexpected went wrong, and that the studio goes on."""
    box = _box(
        window,
        QMessageBox.Icon.Warning,
        "Something went wrong inside the studio",
        f"Playing has stopped; your session is still here, and you can go on.\nDetails are in {log}",
    )
    box.setDetailedText(report)


def _box(window: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, "GD Studio", title, QMessageBox.StandardButton.Ok, window)
    box.setInformativeText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
