"""What a first launch is greeted with: three large buttons around a network that learns already."""
